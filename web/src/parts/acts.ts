// acts.ts: what a row of buttons is made of. SPDX-License-Identifier: Apache-2.0

export interface Act {
  key: string; // also the class of its button
  label: string;
  kind?: 'primary' | 'danger';
  isOff?: boolean;
  isBusy?: boolean;
  do: () => void;
}
/** Those of a list that are there at all. */
export const actsOf = (...list: (Act | false)[]): Act[] =>
  list.filter((one): one is Act => one !== false);
