#!/bin/bash
# tools/docs.sh is green on the project, and red, with the right sentence, on each broken promise.
. "$SOURCE_DIR/tests/support/expect.sh"

bash "$SOURCE_DIR/tools/docs.sh" "$SOURCE_DIR" || fail "a text promises what is not there"
passed "what the project's texts promise is there"

docs() { expect_status "$1" bash "$SOURCE_DIR/tools/docs.sh" "$work/house"; }
house() { # a small house in order: one room, one verb with one option
    rm -rf "$work/house"
    mkdir -p "$work/house/src/cli" "$work/house/docs/guide/commands/zh" \
        "$work/house/docs/guide/commands/en"
    cd "$work/house"
    printf 'cli :\npure :\n' >src/LAYERS
    cat >src/cli/main.c <<'C'
/* jh_main reads docs/words.md */
#define JUDGING                       \
    { "--county", true, false },      \
        { "--set", true, true }

static const jh_option tell_options[] = { JUDGING,
                                          { "--out", true, false } };
static const jh_command commands[] = {
    { "tell", SAY_CLI_SUMMARY_TELL, tell_options, 1, 1, jh_cmd_tell },
};
C
    for lang in zh en; do
        printf '# tell\n\n--county --set --out --help --json --quiet --lang\n\n    %s\n' \
            "junheng tell x --set a=b --out c" >docs/guide/commands/$lang/tell.md
    done
    printf '# Words\n\n`jh_main`\n' >docs/ARCHITECTURE.md
    printf 'Words.\n' >docs/words.md
    printf '[words](docs/words.md), ./run demo, and\n\n    junheng tell\n' >README.md
    printf '#!/bin/sh\necho ./run demo\n' >run
    chmod +x run
}
red() { # label, command that breaks the house, sentence
    house
    eval "$2"
    docs 1
    expect_in "$work/out" "$3"
    passed "$1"
}

house
docs 0
passed "a house in order is green"
page=docs/guide/commands/en/tell.md
red "a verb needs a page in both languages" "rm $page" "$page is missing"
red "a page names each option" "sed -i 's/--out//g' $page" "$page does not tell of --out"
red "also those of the shared list" "sed -i 's/--county//' $page" "does not tell of --county"
red "also those of every verb" "sed -i 's/--quiet//' $page" "does not tell of --quiet"
red "an option with a longer name does not count" "sed -i 's/--out/--output/' $page" \
    "does not tell of --out"
red "a page names no option that is not there" "echo '    junheng tell --inn' >>$page" \
    "tells of --inn, which tell does not have"
red "a page of a verb that is gone is told" "cp $page docs/guide/commands/en/old.md" "no such verb"
red "a verb that is not there is told" "echo '    junheng sing' >>README.md" "no verb sing"
red "a page fits the terminal" "printf '%079d\n' 0 >>$page" "is 79 columns wide"
red "a Chinese character counts two columns" \
    "printf '%076d均\n均衡\n' 0 >>$page; printf '%077d均\n' 0 >>$page" "is 79 columns wide"
red "a page fits a screen or two" "yes '' | head -60 >>$page" "lines: at most 60"
red "a link leads somewhere" "echo '[gone](docs/gone.md)' >>README.md" "leads nowhere"
red "a page named in code is there" "echo '/* docs/gone.md */' >>src/cli/main.c" \
    "src/cli/main.c names docs/gone.md"
red "a function named in a page is there" "echo '\`jh_gone\`' >>docs/ARCHITECTURE.md" \
    "names jh_gone"
red "a command of ./run is there" "echo './run away' >>README.md" "./run help knows no away"

house
echo '[gone](docs/gone.md) docs/gone.md' >>README.md
echo 'base :' >>src/LAYERS
docs 0
passed "while a room is still empty, a text may be ahead of its page"
