-- The rights of the person: consent, correction, erasure, and no longer kept
-- than needed.

-- An enterprise sees a masked profile of whom an association introduced; more
-- only from consent until it is withdrawn. The text agreed to is kept with it.
CREATE TABLE consent (
  county       text        NOT NULL,
  id           bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
  person       bigint      NOT NULL,
  enterprise   bigint      NOT NULL REFERENCES enterprise (id),
  opening      bigint      REFERENCES opening (id),
  state        text        NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'given', 'refused', 'withdrawn')),
  text         text        NOT NULL,
  asked_at     timestamptz NOT NULL,
  asked_role   text        NOT NULL, -- who introduced the person, for which organisation
  asked_for    bigint,
  answered_at  timestamptz,
  answered_role text       NOT NULL DEFAULT '', -- worker: himself; association: for a member without a telephone
  PRIMARY KEY (county, id),
  UNIQUE (county, person, enterprise),
  FOREIGN KEY (county, person) REFERENCES person (county, id)
);

CREATE INDEX consent_enterprise ON consent (enterprise);

-- What a person asks of his record: that something be corrected, or that it be
-- erased.
CREATE TABLE request (
  county      text        NOT NULL,
  id          bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
  person      bigint      NOT NULL,
  kind        text        NOT NULL CHECK (kind IN ('correction', 'erasure')),
  state       text        NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'refused')),
  field       text        NOT NULL DEFAULT '',
  said        text        NOT NULL DEFAULT '', -- what is right, in the person's words
  made_at     timestamptz NOT NULL,
  answered_at timestamptz,
  answer      text        NOT NULL DEFAULT '', -- why it was refused, or what was done
  PRIMARY KEY (county, id),
  FOREIGN KEY (county, person) REFERENCES person (county, id)
);

CREATE INDEX request_person ON request (county, person);
CREATE UNIQUE INDEX request_erasure ON request (county, person) WHERE kind = 'erasure' AND state = 'open';

-- announced_on: it was said that the record of an idle person will be erased.
-- erased_on: what is left counts and names nobody.
ALTER TABLE person ADD COLUMN announced_on date, ADD COLUMN erased_on date;

-- From which days on an idle person is announced, and how long after that the
-- record is erased. Dated; the county edits it.
CREATE TABLE retention_rule (
  valid_from  date    PRIMARY KEY,
  idle_months integer NOT NULL CHECK (idle_months > 0),
  notice_days integer NOT NULL CHECK (notice_days >= 0),
  file_days   integer NOT NULL CHECK (file_days > 0), -- how long files that were sent are kept
  source      text    NOT NULL
);

INSERT INTO retention_rule VALUES ('2021-11-01', 24, 30, 30, '个人信息保护法第十九条：保存期限为实现目的所必要的最短时间；月数待县人社局确定');

CREATE INDEX person_village ON person (county, village);
CREATE INDEX placement_place ON placement (county, place);

-- Who sent an import: its rows are that organisation's, and its job asks as
-- that account.
ALTER TABLE import
  ADD COLUMN role         text   NOT NULL DEFAULT 'admin',
  ADD COLUMN organisation bigint,
  ADD COLUMN account      bigint;
