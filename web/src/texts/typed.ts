// typed.ts: words that people type into cells, in either language.
// SPDX-License-Identifier: Apache-2.0
export const yesTyped = /^(是|有|yes|y|√)$/i;
export const noTyped = /^(否|无|no|n|×)$/i;
/** A unit in brackets, once full width is folded. */
export const unitTyped = /[([【].*?[)\]】]/g;
