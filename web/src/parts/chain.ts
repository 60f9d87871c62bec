// chain.ts: what every entry of an audit chain has.
// SPDX-License-Identifier: Apache-2.0
export interface Link {
  entry: number;
  stamp: string;
  act: string;
  author: string;
}
