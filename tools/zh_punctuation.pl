#!/usr/bin/perl
# zh_punctuation.pl [--fix] FILE.po…: ASCII punctuation inside Chinese sentences, told or mended.
# Only msgstr lines; what stands in backquotes is syntax and stays, and so is the head of a csv (a
# key that ends in _columns). So does a colon before a digit or behind a Latin letter: times,
# ratios, keys.
# SPDX-License-Identifier: Apache-2.0
use strict;
use warnings;
use utf8;
binmode STDOUT, ':utf8';

my $fix = (@ARGV && $ARGV[0] eq '--fix') ? shift @ARGV : '';
my %wide = (',' => '，', ':' => '：', ';' => '；', '?' => '？', '!' => '！',
    '(' => '（', ')' => '）');
my $han = qr/[\x{3400}-\x{9fff}]/;
my $found = 0;

sub mend {
    my ($text) = @_;
    $text =~ s/\(([^()]*$han[^()]*|\{[0-9]\})\)/（$1）/g;
    $text =~ s/(?<=$han)\(([^()\\]*)\)/（$1）/g;
    $text =~ s/(?<=[\x{3400}-\x{9fff}”’》」）】])([,;?!]) ?/$wide{$1}/g;
    $text =~ s/(?<=[\x{3400}-\x{9fff}”’》」）】]):(?![0-9\/])/：/g;
    $text =~ s/(?<=[\w}%)])([,;?!]) ?(?=[\x{3400}-\x{9fff}“‘《「（【{])/$wide{$1}/g;
    $text =~ s/(?<=[}%)]):(?=[\x{3400}-\x{9fff}“‘《「（【])/：/g;
    return $text;
}

# The same but for the width of its punctuation (and a blank that the wide form does not need).
sub narrow {
    my ($text) = @_;
    my %back = reverse %wide;
    $text =~ s/([，：；？！（）])/$back{$1}/g;
    $text =~ s/([,;?!]) /$1/g;
    return $text;
}

for my $file (@ARGV) {
    open my $in, '<:utf8', $file or die "$file: $!\n";
    my @lines = <$in>;
    close $in;
    my ($in_sentence, $in_csv, $changed) = (0, 0, 0);
    for my $i (0 .. $#lines) {
        my $line = $lines[$i];
        $in_csv = $1 =~ /_columns$/ if $line =~ /^msgid "([^"]*)"/;
        $in_sentence = 1 if $line =~ /^msgstr/ && !$in_csv;
        $in_sentence = 0 if $line =~ /^(msgid|#|\s*$)/;
        next unless $in_sentence && $line =~ $han;
        my $better = join '', map { /^`/ ? $_ : mend($_) } split /(`[^`]*`)/, $line;
        next if $better eq $line;
        die "$file: would change more than punctuation: $line" if narrow($line) ne narrow($better);
        $found++;
        print "$file:", $i + 1, ": $line" unless $fix;
        ($lines[$i], $changed) = ($better, 1);
    }
    next unless $fix && $changed;
    open my $out, '>:utf8', $file or die "$file: $!\n";
    print $out @lines;
    close $out or die "$file: $!\n";
}
exit($found && !$fix ? 1 : 0);
