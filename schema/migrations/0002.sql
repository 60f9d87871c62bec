-- From version 1 to 2, in one transaction: a figure's key gets its provenance, a unit can be taken
-- out of a period, the audit knows more acts; tables for events of units, confirmed names and
-- frozen assessments. No figure, fact or entry of the audit changes. Version 1 did not ask which
-- paper a figure stands in: all become provenance 0, the collection workbook.
-- This text stays as it is, whatever tables.sql becomes later.

ALTER TABLE unit_fact
    ADD COLUMN taken_out {int16} NOT NULL DEFAULT 0 CHECK (taken_out BETWEEN 0 AND 1);

ALTER TABLE observation RENAME TO observation_1;
CREATE TABLE observation (
    county       {text}  NOT NULL,
    period       {text}  NOT NULL CHECK (length(period) BETWEEN 1 AND 16),
    unit         {int32} NOT NULL,
    element      {int32} NOT NULL,
    stage        {int16} NOT NULL CHECK (stage BETWEEN 0 AND 4),
    provenance   {int16} NOT NULL CHECK (provenance BETWEEN 0 AND 5),
    revision     {int64} NOT NULL CHECK (revision >= 1),
    why          {int16} NOT NULL CHECK (why BETWEEN 0 AND 7),
    millionths   {int64},
    sheet        {int32},
    sheet_row    {int32} CHECK (sheet_row >= 0),
    sheet_column {int32} CHECK (sheet_column >= 0),
    note         {text},
    PRIMARY KEY (county, period, unit, element, stage, provenance, revision),
    CHECK ((why = 0) = (millionths IS NOT NULL)),
    CHECK ((sheet IS NULL) = (sheet_row IS NULL)),
    CHECK ((sheet IS NULL) = (sheet_column IS NULL))
) {clustered};
INSERT INTO observation (county, period, unit, element, stage, provenance, revision, why,
                         millionths, sheet, sheet_row, sheet_column, note)
SELECT county, period, unit, element, stage, 0, revision, why, millionths, sheet, sheet_row,
       sheet_column, note
  FROM observation_1 ORDER BY county, period, unit, element, stage, revision;
DROP TABLE observation_1;

ALTER TABLE audit RENAME TO audit_1;
CREATE TABLE audit (
    county   {text}  NOT NULL,
    entry    {int64} NOT NULL CHECK (entry >= 1),
    revision {int64} NOT NULL CHECK (revision >= 1),
    act      {text}  NOT NULL
        CHECK (act IN ('write', 'setting', 'correct', 'event', 'name', 'freeze', 'copy')),
    author   {text}  NOT NULL CHECK (length(author) >= 1),
    reason   {text}  NOT NULL,
    approver {text}  NOT NULL,
    stamp    {text}  NOT NULL CHECK (length(stamp) >= 1),
    counts   {text}  NOT NULL,
    content  {bytes} NOT NULL CHECK (length(content) = 32),
    chain    {bytes} NOT NULL CHECK (length(chain) = 32),
    PRIMARY KEY (county, entry),
    UNIQUE (county, revision)
) {clustered};
INSERT INTO audit (county, entry, revision, act, author, reason, approver, stamp, counts, content,
                   chain)
SELECT county, entry, revision, act, author, reason, approver, stamp, counts, content, chain
  FROM audit_1 ORDER BY county, entry;
DROP TABLE audit_1;

CREATE TABLE unit_event (
    county    {text}  NOT NULL,
    event     {int32} NOT NULL CHECK (event >= 1),
    revision  {int64} NOT NULL CHECK (revision >= 1),
    kind      {text}  NOT NULL
        CHECK (kind IN ('open', 'close', 'rename', 'merge', 'split', 'move', 'withdraw')),
    day       {int32} NOT NULL,
    unit      {text}  NOT NULL CHECK (length(unit) <= 64),
    main      {text}  NOT NULL CHECK (length(main) <= 64),
    name      {text}  NOT NULL,
    town      {text}  NOT NULL,
    parent    {text}  NOT NULL CHECK (length(parent) <= 64),
    withdraws {int32} CHECK (withdraws < event),
    PRIMARY KEY (county, event),
    CHECK ((kind = 'withdraw') = (withdraws IS NOT NULL)),
    CHECK ((kind = 'withdraw') = (unit = ''))
) {clustered};

CREATE TABLE unit_event_part (
    county {text}  NOT NULL,
    event  {int32} NOT NULL,
    code   {text}  NOT NULL CHECK (length(code) BETWEEN 1 AND 64),
    share  {int64} CHECK (share BETWEEN 0 AND 1000000),
    PRIMARY KEY (county, event, code)
) {clustered};

CREATE TABLE confirmed_name (
    county   {text}  NOT NULL,
    name     {text}  NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    revision {int64} NOT NULL CHECK (revision >= 1),
    code     {text}  NOT NULL CHECK (length(code) <= 64),
    PRIMARY KEY (county, name, revision)
) {clustered};

CREATE TABLE frozen (
    county        {text}  NOT NULL,
    number        {int32} NOT NULL CHECK (number >= 1),
    revision      {int64} NOT NULL CHECK (revision >= 1),
    period        {text}  NOT NULL CHECK (length(period) BETWEEN 1 AND 16),
    at_revision   {int64} NOT NULL CHECK (at_revision >= 1 AND at_revision < revision),
    standard      {text}  NOT NULL CHECK (length(standard) >= 1),
    standard_hash {bytes} NOT NULL CHECK (length(standard_hash) = 32),
    standard_text {text}  NOT NULL,
    settings_hash {bytes} NOT NULL CHECK (length(settings_hash) = 32),
    settings_text {text}  NOT NULL,
    as_of         {int32} NOT NULL,
    engine        {text}  NOT NULL CHECK (length(engine) >= 1),
    assessment    {bytes} NOT NULL CHECK (length(assessment) = 32),
    author        {text}  NOT NULL CHECK (length(author) >= 1),
    approver      {text}  NOT NULL,
    reason        {text}  NOT NULL,
    stamp         {text}  NOT NULL CHECK (length(stamp) >= 1),
    PRIMARY KEY (county, number)
) {clustered};

UPDATE schema_version SET version = 2;
