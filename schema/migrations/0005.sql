-- From version 4 to 5: collection cycles, the steps taken with each school's form, their cells. No
-- figure, fact or entry of the audit changes. This text stays as it is, whatever tables.sql becomes
-- later.

CREATE TABLE cycle (
    county   {text}  NOT NULL,
    cycle    {int32} NOT NULL CHECK (cycle >= 1),
    revision {int64} NOT NULL CHECK (revision >= 1),
    period   {text}  NOT NULL CHECK (length(period) BETWEEN 1 AND 16),
    title    {text}  NOT NULL CHECK (length(title) BETWEEN 1 AND 200),
    opens    {int32} NOT NULL,
    due      {int32} NOT NULL,
    PRIMARY KEY (county, cycle),
    CHECK (opens <= due)
) {clustered};

CREATE TABLE form_step (
    county   {text}  NOT NULL,
    cycle    {int32} NOT NULL,
    step     {int32} NOT NULL CHECK (step >= 1),
    unit     {text}  NOT NULL CHECK (length(unit) <= 64),
    act      {text}  NOT NULL CHECK (length(act) BETWEEN 1 AND 32),
    party    {text}  NOT NULL CHECK (party IN ('school', 'county', 'head')),
    day      {int32} NOT NULL,
    until    {int32},
    revision {int64} NOT NULL CHECK (revision >= 1),
    author   {text}  NOT NULL CHECK (length(author) >= 1),
    reason   {text}  NOT NULL,
    approver {text}  NOT NULL,
    stamp    {text}  NOT NULL CHECK (length(stamp) >= 1),
    PRIMARY KEY (county, cycle, step),
    CHECK ((unit = '') = (act = 'close'))
) {clustered};

CREATE TABLE form_cell (
    county     {text}  NOT NULL,
    cycle      {int32} NOT NULL,
    step       {int32} NOT NULL,
    element    {text}  NOT NULL CHECK (length(element) <= 200),
    stage      {int16} NOT NULL CHECK (stage BETWEEN 0 AND 4),
    why        {int16} NOT NULL CHECK (why BETWEEN 0 AND 7),
    millionths {int64},
    note       {text}  NOT NULL,
    PRIMARY KEY (county, cycle, step, element, stage),
    CHECK ((why = 0) = (millionths IS NOT NULL))
) {clustered};

UPDATE schema_version SET version = 5;
