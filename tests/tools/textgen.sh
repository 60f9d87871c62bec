#!/bin/bash
# tools/textgen: sentences become ids and a table; a gap between the languages is refused.
. "$SOURCE_DIR/tests/support/expect.sh"
cd "$work"
mkdir -p texts/zh texts/en
say() { printf '%b' "$2" >"texts/$1/base.po"; }
make() { expect_status "$1" "$TOOLS_DIR/textgen" ids.h table.c texts/zh/base.po texts/en/base.po; }
refuse() { # label, sentence
    make 1
    expect_in err "$2"
    passed "$1"
}

cat >texts/zh/base.po <<'END'
# 注释
msgid ""
msgstr "Language: zh"

msgid "base.b"
msgstr "乙 {0}"
"\n改正"
msgid "base.a.x"
msgstr "甲"
END
say en 'msgid "base.a.x"\nmsgstr "A \\"quoted\\""\nmsgid "base.b"\nmsgstr "B {0}\\nmend"\n'
make 0
cat >expected <<'END'
    SAY_NONE = 0,
    SAY_BASE_A_X,
    SAY_BASE_B,
    SAY_COUNT
END
grep SAY_ ids.h | grep -v _H | diff - expected >&2 || fail "ids are not in the order of the keys"
expect_in table.c '{ "乙 {0}", "改正" }'
expect_in table.c '{ "A \"quoted\"", "" }'
passed "keys are sorted, the first line is what, the rest is next"

touch -d 2001-01-01 ids.h
say en 'msgid "base.a.x"\nmsgstr "reworded"\nmsgid "base.b"\nmsgstr "B {0}\\nmend"\n'
make 0
[ "$(date -r ids.h +%Y)" = 2001 ] || fail "rewording a sentence rewrote the ids"
passed "rewording a sentence leaves the ids file alone"

say en 'msgid "base.b"\nmsgstr "B {0}"\n'
refuse "a key without English is named with its line" \
    'texts/zh/base.po:8: "base.a.x" has no English'
say en 'msgid "base.a.x"\nmsgstr "A"\nmsgid "base.b"\nmsgstr "B"\n'
refuse "placeholders must agree" 'texts/en/base.po:3: "base.b" has other placeholders than'
say en 'msgid "base.a.x"\nmsgstr "A"\nmsgid "base.a_x"\nmsgstr "A"\n'
refuse "two keys with one C name are refused" '"base.a_x" is already said at texts/en/base.po:1'
say en 'msgid "base.a.x"\nmsgstr "A"\nmsgid "base.b"\nmsgstr ""\n'
refuse "an empty sentence is refused" '"base.b" has no sentence'
say en 'msgid "store.b"\nmsgstr "B"\n'
refuse "a key begins with its room" 'the key "store.b" must be room.words'
say en 'msgid "base.a.x"\nmsgstr "A\nmsgid "base.b"\nmsgstr "B {0}"\n'
refuse "an open quote is refused with its line" 'texts/en/base.po:2: the quotes do not close'
say en 'msgid "base.a.x"\nmsgstr "A \\q"\nmsgid "base.b"\nmsgstr "B {0}"\n'
refuse "an unknown escape is refused" 'unknown escape'
say en 'msgid "base.a.x"\nmsgstr "A {7}"\nmsgid "base.b"\nmsgstr "B {0}"\n'
refuse "a placeholder beyond {3} is refused" 'no more words than {0}'
