// texts/index.ts: every sentence of the pages, by key, in the language of the reader. zh.ts is the
// list of keys; en.ts that lacks one, or has one more, does not compile.
// SPDX-License-Identifier: Apache-2.0
import { computed, ref } from 'vue';
import { en } from './en';
import { zh } from './zh';

export type Key = keyof typeof zh;
export type Language = 'zh' | 'en';

function remembered(): Language {
  try {
    const kept = localStorage.getItem('junheng.language');
    if (kept === 'zh' || kept === 'en') return kept;
  } catch {
    // A browser may forbid storage: then the choice holds until the page is closed.
  }
  return 'zh';
}

export const language = ref<Language>(remembered());
export const chinese = computed(() => language.value === 'zh');

export function speak(which: Language): void {
  language.value = which;
  document.documentElement.lang = which;
  try {
    localStorage.setItem('junheng.language', which);
  } catch {
    // see remembered()
  }
}

export function say(key: Key, ...blanks: (string | number)[]): string {
  const sentence: string = (language.value === 'zh' ? zh : en)[key];
  return sentence.replace(/\{(\d)\}/g, (whole, at: string) => String(blanks[Number(at)] ?? whole));
}

/** What is written into a text that the server reads is Chinese whatever the reader's language. */
export const inChinese = (key: Key): string => zh[key];

/** The sentence of a word that the server said (a mark, a stage, a role); the word itself if new. */
export function sayWord(family: string, word: string | undefined | null): string {
  if (!word) return '';
  const key = `${family}.${word}`;
  return key in zh ? say(key as Key) : word;
}
