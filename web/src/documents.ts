// documents.ts: the shapes of what the server answers, as docs/*-json.md describe them.
// Figures are texts as printed; nothing here rounds or computes one.
// SPDX-License-Identifier: Apache-2.0
export type Claim = 'yes' | 'no' | 'unknown' | 'does_not_apply';
export type Mark = 'met' | 'floor' | 'below' | 'unknown' | 'noline';
export type Stage = 'whole' | 'preprimary' | 'primary' | 'junior' | 'senior';

export interface Cited {
  clause?: string;
  certainty?: string;
  doubt?: string;
}

export interface Cell {
  value: string | null;
  why?: string;
  exact?: string;
  mark: Mark;
  mark_exact?: Mark;
  mark_printed?: Mark;
  to_line?: string;
  to_floor?: string;
  lacks?: string;
}

export interface Row {
  code: string;
  name: string;
  stage: Stage;
  kind?: string;
  location?: string;
  ownership?: string;
  town?: string;
  pupils: string | null;
  classes: string | null;
  holds: Claim;
  holds_printed?: Claim;
  indicators: Record<string, Cell>;
}

export interface Indicator extends Cited {
  key: string;
  title: string;
  short_title?: string;
  measure: string;
  higher_is_better: boolean;
  lines?: Partial<Record<Stage, { line?: string; floor?: string }>>;
}

export interface Limit extends Cited {
  key: string;
  indicator: string;
  stage: Stage;
  rows: number;
  mean: string | null;
  value: string | null;
  why?: string;
  limit: string;
  holds: Claim;
  holds_exact?: Claim;
  holds_printed?: Claim;
}

export interface ItemFigure {
  key: string;
  title: string;
  value: string | null;
  printed?: string; // of a share: the percentage
  why?: string;
  measure?: string;
}

export interface Item extends Cited {
  key: string;
  title: string;
  kind: 'attested' | 'computed' | 'veto' | string;
  group: string;
  holds: Claim;
  holds_why?: string;
  good: Claim;
  is_attested?: boolean;
  evidence?: string;
  yes?: number;
  no?: string[];
  unknown?: string[];
  figures?: ItemFigure[];
}

export interface Reason {
  kind: 'rule' | 'limit' | 'item' | 'veto';
  key: string;
  indicator?: string;
  stage?: Stage;
  holds: Claim;
}

export interface Finding {
  severity: 'remark' | 'warning' | 'refusal';
  key: string;
  zh: string;
  en: string;
  unit?: string;
  element?: string;
  file?: string;
}

export interface Assessment {
  county: string;
  county_name: string;
  period: string;
  as_of: string;
  made_up: boolean;
  frozen: null | { number: number; hash: string; stamp: string; author: string; approver: string };
  standard: { key: string; title: string; source: string };
  hashes: { assessment: string; content: string; standard: string; settings: string };
  verdict: {
    passes: Claim;
    grade: string;
    title: string;
    schools_failing: number;
    limits_failing: number;
    items_failing: number;
    vetoes_present: number;
    undecided: number;
  };
  reasons: Reason[];
  groups: ({ key: string; title: string; holds: Claim } & Cited)[];
  rules: ({
    key: string;
    title: string;
    holds: Claim;
    yes: number;
    no: number;
    unknown: number;
  } & Cited)[];
  indicators: Indicator[];
  rows: Row[];
  left_out: ({
    code: string;
    name: string;
    stage: Stage;
    pupils: string | null;
    because: string;
  } & Cited)[];
  limits: Limit[];
  items: Item[];
  settings: ({ key: string; title: string; value: string; is_default: boolean } & Cited)[];
  relaxations: { key: string; is_on: boolean; approver?: string; from?: string; until?: string }[];
  findings: Finding[];
}

export interface Source {
  file: string;
  sheet: string;
  row: number;
  column: number;
  original?: string;
}

export interface Input {
  element: string;
  title: string;
  measure: string;
  unit: string;
  stage: Stage;
  reported: string | null;
  why?: string;
  share_numerator?: string;
  share_denominator?: string;
  source?: Source;
}

export interface Step extends Cited {
  label: string;
  key?: string;
  formula?: string;
  numbers?: string;
  value?: string | null;
  printed?: string; // of a share: the percentage
  why?: string;
  holds?: Claim;
  exact?: string;
  interval?: [number, number];
  measure?: string;
  inputs?: Input[];
  steps?: Step[];
}

export interface Explanation {
  title: string;
  assessment: string;
  root: Step;
  distances?: {
    indicator: string;
    stage: Stage;
    mark: Mark;
    to_line: string | null;
    to_floor: string | null;
    measure: string;
  }[];
  dispersion?: {
    rows: { code: string; value: string; weight: string; share: string; without: string | null }[];
    partitions: {
      by: string;
      within: string;
      between: string;
      groups: { key: string; rows: number; mean: string; cv: string; between: string }[];
    }[];
  };
  left_out?: { code: string; because: string }[];
}
