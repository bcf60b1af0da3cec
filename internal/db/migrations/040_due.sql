-- What runs out soon is found by its day, not by reading every certificate.
CREATE INDEX certificate_expires ON certificate (county, expires) WHERE replaced_by IS NULL AND expires IS NOT NULL;
CREATE INDEX certificate_review ON certificate (county, review_on) WHERE replaced_by IS NULL AND review_on IS NOT NULL;
