-- What a store holds. One text for SQLite and PostgreSQL: the words in braces are filled in when
-- a store is made (src/store/sql.c has the table):
--   {int64} {int32} {int16} {text} {bytes}   column types; text sorts by bytes on both engines
--   {clustered}                              rows lie in the order of their primary key (SQLite)
--   {plain}                                  rows lie in the order of arrival
-- Every key begins with its county, so that partitions or Citus can distribute every table and a
-- person's scope is one predicate. Six tables have no county, each says why.
-- Nothing is updated or deleted except county.name, county.revision, accounts and passes: what is
-- wrong is answered by a row with a higher revision. append_only.sql of either engine enforces that.

-- The version of this schema. Without county: it is about the store. One row.
CREATE TABLE schema_version (
    version {int32} NOT NULL PRIMARY KEY CHECK (version >= 1)
) {plain};

-- The words figures are about ("teaching_area"), as short numbers, because there are many
-- millions of figures. Without county: a dictionary all counties share (a reference table).
CREATE TABLE element (
    element {int32} NOT NULL PRIMARY KEY CHECK (element >= 1),
    key     {text}  NOT NULL UNIQUE CHECK (length(key) BETWEEN 1 AND 200)
) {plain};

-- Original files as they came, once each, named by the SHA-256 of their bytes. Without county: a
-- province sends one workbook for all of its counties, and it is to be kept once.
-- packing: 0 the bytes themselves, 1 zlib. Limit of both engines for one value: about 1 GB.
CREATE TABLE original (
    hash    {bytes} NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    size    {int64} NOT NULL CHECK (size >= 0),
    packing {int16} NOT NULL CHECK (packing BETWEEN 0 AND 1),
    bytes   {bytes} NOT NULL
) {plain};

-- A county and the number of its last write. The newest name, for lists; the name that belongs to
-- a period and revision is the fact of unit 0.
CREATE TABLE county (
    county   {text}  NOT NULL PRIMARY KEY CHECK (length(county) BETWEEN 1 AND 32),
    name     {text}  NOT NULL,
    revision {int64} NOT NULL CHECK (revision >= 0)
) {clustered};

-- A unit is a code within a county, for ever: it is never reused for another school. Unit 0, code
-- 'county', is the county itself. All that can change about a unit is in unit_fact.
CREATE TABLE unit (
    county {text}  NOT NULL REFERENCES county (county),
    unit   {int32} NOT NULL CHECK (unit >= 0),
    code   {text}  NOT NULL CHECK (length(code) BETWEEN 1 AND 64),
    PRIMARY KEY (county, unit),
    UNIQUE (county, code),
    CHECK ((unit = 0) = (code = 'county'))
) {clustered};

-- What was said of a unit for a period, at a revision; the highest revision counts. A unit that
-- has no fact in a period does not exist in it. '' = not reported, as in model/unit.h.
-- Places in millionths of a degree, days since 1970-01-01. taken_out 1: somebody decided, with a
-- reason, that the unit does not belong into this period; its figures stay and do not count.
CREATE TABLE unit_fact (
    county    {text}  NOT NULL,
    period    {text}  NOT NULL CHECK (length(period) BETWEEN 1 AND 16),
    unit      {int32} NOT NULL,
    revision  {int64} NOT NULL CHECK (revision >= 1),
    name      {text}  NOT NULL,
    parent    {text}  NOT NULL,
    kind      {text}  NOT NULL,
    location  {text}  NOT NULL,
    ownership {text}  NOT NULL,
    town      {text}  NOT NULL,
    counted   {text}  NOT NULL,
    longitude {int64} NOT NULL CHECK (longitude BETWEEN -180000000 AND 180000000),
    latitude  {int64} NOT NULL CHECK (latitude BETWEEN -90000000 AND 90000000),
    opened    {int32},
    closed    {int32},
    taken_out {int16} NOT NULL DEFAULT 0 CHECK (taken_out BETWEEN 0 AND 1),
    PRIMARY KEY (county, period, unit, revision)
) {clustered};

-- A file that was read for a county and period. Numbered within its county.
CREATE TABLE file (
    county   {text}  NOT NULL,
    file     {int32} NOT NULL CHECK (file >= 1),
    period   {text}  NOT NULL CHECK (length(period) BETWEEN 1 AND 16),
    revision {int64} NOT NULL CHECK (revision >= 1),
    name     {text}  NOT NULL,
    hash     {bytes} NOT NULL CHECK (length(hash) = 32),
    PRIMARY KEY (county, file),
    UNIQUE (county, period, hash, name)
) {clustered};

-- A sheet of such a file; name '' for files without sheets. Figures name their sheet by number.
CREATE TABLE sheet (
    county {text}  NOT NULL,
    sheet  {int32} NOT NULL CHECK (sheet >= 1),
    file   {int32} NOT NULL,
    name   {text}  NOT NULL,
    PRIMARY KEY (county, sheet),
    UNIQUE (county, file, name)
) {clustered};

-- A figure as somebody reported it: a value in millionths, or why there is none (why 0 = there is
-- one; the others are jh_why of model/value.h). stage: jh_stage of model/stage.h.
-- provenance: what kind of paper says so (jh_provenance of model/observation.h). Every paper's
-- statement is kept under its own key; which of them counts is decided when a county is loaded, by
-- its setting provenance_precedence. 5 = a correction: its reason and approver stand in the audit.
-- The cell it was read from, counted from 0; sheet NULL = entered by hand.
-- The narrow columns a nation is assessed from come first: a scan stops decoding before the rest.
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

-- What a county decided for its computations, from one day to another (NULL = until further
-- notice); the highest revision of a (name, first day) counts.
CREATE TABLE setting (
    county     {text}  NOT NULL,
    name       {text}  NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    valid_from {int32} NOT NULL,
    revision   {int64} NOT NULL CHECK (revision >= 1),
    valid_to   {int32} CHECK (valid_to >= valid_from),
    value      {text}  NOT NULL,
    source     {text}  NOT NULL,
    author     {text}  NOT NULL CHECK (length(author) >= 1),
    PRIMARY KEY (county, name, valid_from, revision)
) {clustered};

-- Who did what: one entry a write. chain = SHA-256 over the chain of the entry before (32 zero
-- bytes for the first) and every other column, so that no entry can be changed, dropped or slipped
-- in without breaking all that follow. src/store/audit.c has the exact bytes.
CREATE TABLE audit (
    county   {text}  NOT NULL,
    entry    {int64} NOT NULL CHECK (entry >= 1),
    revision {int64} NOT NULL CHECK (revision >= 1),
    act      {text}  NOT NULL CHECK (length(act) BETWEEN 1 AND 32),
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

-- What happened to units, dated: schools open, close, are renamed, merge, split, move (to another
-- town, or under another school). `unit` is whom it is about by its code, which need not be known
-- yet: merge: the one that is there afterwards; split: the one that is divided. main: whose
-- attributes go on ('' = its own). name, town, parent: as they are afterwards, '' = unchanged.
-- day: days since 1970-01-01, the first day on which it is so. An event entered by mistake is
-- answered by one of kind 'withdraw', whose `withdraws` is its number.
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

-- The other units of an event: merge: those taken in; split: those that come out of it, each with
-- the share of what is divided (millionths; NULL = by pupils).
CREATE TABLE unit_event_part (
    county {text}  NOT NULL,
    event  {int32} NOT NULL,
    code   {text}  NOT NULL CHECK (length(code) BETWEEN 1 AND 64),
    share  {int64} CHECK (share BETWEEN 0 AND 1000000),
    PRIMARY KEY (county, event, code)
) {clustered};

-- Split: the share of one element where it is another than the part's (millionths).
CREATE TABLE unit_event_share (
    county  {text}  NOT NULL,
    event   {int32} NOT NULL,
    element {text}  NOT NULL CHECK (length(element) BETWEEN 1 AND 200),
    code    {text}  NOT NULL CHECK (length(code) BETWEEN 1 AND 64),
    share   {int64} NOT NULL CHECK (share BETWEEN 0 AND 1000000),
    PRIMARY KEY (county, event, element, code)
) {clustered};

-- A name as some paper writes it, and the unit a person said it means; the highest revision of a
-- name counts. code '' = taken back: nobody knows any more.
CREATE TABLE confirmed_name (
    county   {text}  NOT NULL,
    name     {text}  NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    revision {int64} NOT NULL CHECK (revision >= 1),
    code     {text}  NOT NULL CHECK (length(code) <= 64),
    PRIMARY KEY (county, name, revision)
) {clustered};

-- An assessment that was declared final. What it was made of can be loaded again: the county at
-- at_revision, the standard's text (with every text it extends), the settings as they were put
-- together (and the order of the papers), the day. Hashes that come out again if nothing was
-- tampered with: `assessment` of every figure and claim, `content` of the figures, `output` of the
-- bytes of the JSON. marks: of each unit and each element, so that a changed figure is found where
-- two of them cross. The hash of the whole row, which papers cite, is the content of its entry in
-- the audit. revision: of the county by which this row was written.
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
    content       {bytes} NOT NULL CHECK (length(content) = 32),
    output        {bytes} NOT NULL CHECK (length(output) = 32),
    marks         {text}  NOT NULL,
    PRIMARY KEY (county, number)
) {clustered};

-- Who may come in through the server. Without county: an account is about the store, its scope says
-- which counties and schools. Accounts and passes are the only rows that change; every change leaves
-- a deed. role '' = none yet: it may do nothing. password '' = not chosen yet (argon2id otherwise).
-- totp: the key of one-time codes, NULL = not used. state: 0 invited, 1 in use, 2 closed.
-- failures: wrong passwords since the last right one; locked_until: seconds since 1970-01-01.
-- totp_step: the last code that was used, so that none is taken twice.
CREATE TABLE account (
    account      {int32} NOT NULL PRIMARY KEY CHECK (account >= 1),
    login        {text}  NOT NULL UNIQUE CHECK (length(login) BETWEEN 1 AND 64),
    name         {text}  NOT NULL CHECK (length(name) <= 200),
    role         {text}  NOT NULL CHECK (length(role) <= 32),
    scope        {text}  NOT NULL CHECK (length(scope) <= 2000),
    password     {text}  NOT NULL CHECK (length(password) <= 128),
    totp         {bytes},
    totp_step    {int64} NOT NULL,
    failures     {int32} NOT NULL CHECK (failures >= 0),
    locked_until {int64} NOT NULL,
    state        {int16} NOT NULL CHECK (state BETWEEN 0 AND 2),
    stamp        {text}  NOT NULL CHECK (length(stamp) >= 1)
) {plain};

-- What opens the door: a session, a program's token, an invitation; known by the SHA-256 of the
-- secret that its holder has, never by the secret. name: the browser or what the token is for.
-- scope: narrower than the account's ('' = as the account). Times in seconds since 1970-01-01.
CREATE TABLE pass (
    hash    {bytes} NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    pass    {int32} NOT NULL UNIQUE CHECK (pass >= 1),
    account {int32} NOT NULL REFERENCES account (account),
    kind    {text}  NOT NULL CHECK (kind IN ('session', 'token', 'invitation')),
    name    {text}  NOT NULL CHECK (length(name) <= 200),
    scope   {text}  NOT NULL CHECK (length(scope) <= 2000),
    address {text}  NOT NULL CHECK (length(address) <= 64),
    opened  {int64} NOT NULL,
    seen    {int64} NOT NULL,
    ends    {int64} NOT NULL
) {plain};

-- What was done about accounts: one entry an act, chained as the audit of a county is. Without
-- county for the same reason as the accounts.
CREATE TABLE deed (
    entry   {int64} NOT NULL PRIMARY KEY CHECK (entry >= 1),
    act     {text}  NOT NULL CHECK (length(act) BETWEEN 1 AND 32),
    author  {text}  NOT NULL,
    about   {text}  NOT NULL,
    detail  {text}  NOT NULL,
    address {text}  NOT NULL,
    stamp   {text}  NOT NULL CHECK (length(stamp) >= 1),
    chain   {bytes} NOT NULL CHECK (length(chain) = 32)
) {plain};

-- What a county keeps beside its figures and no verdict depends on: scenarios, plans, results of
-- imports, mappings, maps, each as one text. The highest revision of a number counts; gone 1 =
-- put away. Revisions here are of the document, not of the county.
CREATE TABLE document (
    county   {text}  NOT NULL CHECK (length(county) BETWEEN 1 AND 32),
    kind     {text}  NOT NULL CHECK (length(kind) BETWEEN 1 AND 32),
    number   {int32} NOT NULL CHECK (number >= 1),
    revision {int32} NOT NULL CHECK (revision >= 1),
    title    {text}  NOT NULL CHECK (length(title) <= 200),
    author   {text}  NOT NULL CHECK (length(author) >= 1),
    stamp    {text}  NOT NULL CHECK (length(stamp) >= 1),
    gone     {int16} NOT NULL CHECK (gone BETWEEN 0 AND 1),
    body     {text}  NOT NULL,
    PRIMARY KEY (county, kind, number, revision)
) {clustered};

-- A file that attests an item of the standard in a period. gone 1 = it no longer does; the file
-- itself stays.
CREATE TABLE evidence (
    county   {text}  NOT NULL,
    period   {text}  NOT NULL CHECK (length(period) BETWEEN 1 AND 16),
    item     {text}  NOT NULL CHECK (length(item) BETWEEN 1 AND 200),
    revision {int64} NOT NULL CHECK (revision >= 1),
    name     {text}  NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
    hash     {bytes} NOT NULL CHECK (length(hash) = 32),
    gone     {int16} NOT NULL CHECK (gone BETWEEN 0 AND 1),
    PRIMARY KEY (county, period, item, revision)
) {clustered};

-- A collection of figures from the schools of a county: which school year, from which day to which
-- (both count, days since 1970-01-01). It is closed by a step with act 'close' of unit ''.
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

-- What was done with a school's form, in the order in which it was done; the form's state follows
-- from it (src/supervise/collection_steps.def). unit: the school's code. until: the day up to which
-- the school was given time. revision: of the county afterwards; a save leaves it as it was and has
-- no entry in the audit, because a draft proves nothing.
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

-- The cells of a step: of a save what was filled in, value or reason as in observation; of a return
-- the cells that go back, each with the reason as its note (element '': the form as a whole). A
-- draft knows elements by their keys: they need not be in use yet.
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
