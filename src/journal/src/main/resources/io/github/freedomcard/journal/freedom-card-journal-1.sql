-- The table of freedom-card-journal, for PostgreSQL 14 or later and H2 2.3 or later.
-- Take this file into your migrations, or call JdbcCommandJournal.createSchema().

CREATE TABLE IF NOT EXISTS freedom_card_command (
    host             VARCHAR(260) NOT NULL,
    auth_id          VARCHAR(200) NOT NULL,
    request_id       UUID NOT NULL,
    operation        VARCHAR(100) NOT NULL,
    reference        VARCHAR(200),
    -- Empty if the reference must be unique per operation, else the request_id.
    reference_scope  VARCHAR(36) NOT NULL,
    state            VARCHAR(12) NOT NULL,
    -- Increases with each claim; a worker writes only while it still has the newest.
    token            BIGINT NOT NULL,
    worker           VARCHAR(100),
    -- Whether bytes of the request may have been sent and the effect is not known.
    sent             BOOLEAN NOT NULL,
    -- Whether the server has reported the request as in process.
    accepted         BOOLEAN NOT NULL,
    -- When a worker may claim the command; if it is in flight, the end of the lease. Null if never.
    due_at           TIMESTAMP WITH TIME ZONE,
    park_at          TIMESTAMP WITH TIME ZONE NOT NULL,
    -- DONE or REFUSED as soon as the effect is known; finished_at follows with the handler's commit.
    conclusion       VARCHAR(12),
    handler_failures INTEGER NOT NULL,
    error_code       VARCHAR(100),
    problem          VARCHAR(500),
    key_id           VARCHAR(100),
    body_hmac        BYTEA,
    -- Encrypted; erased when the command is finished.
    body             BYTEA,
    -- Encrypted.
    result           BYTEA,
    recorded_at      TIMESTAMP WITH TIME ZONE NOT NULL,
    changed_at       TIMESTAMP WITH TIME ZONE NOT NULL,
    finished_at      TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (host, auth_id, request_id),
    CHECK (state IN ('RECORDED', 'IN_FLIGHT', 'IN_PROCESS', 'UNRESOLVED', 'UNHANDLED', 'DONE', 'REFUSED', 'PARKED')),
    CHECK (conclusion IN ('DONE', 'REFUSED')),
    CHECK ((finished_at IS NOT NULL) = (state IN ('DONE', 'REFUSED'))),
    -- A command in one of these states is never claimed, in the others always at some time.
    CHECK ((due_at IS NULL) = (state IN ('DONE', 'REFUSED', 'PARKED')))
);

-- Claims read the unfinished commands of an account by due_at, and clean-up the finished ones by age.
CREATE INDEX IF NOT EXISTS freedom_card_command_due
    ON freedom_card_command (host, auth_id, finished_at, due_at);

CREATE UNIQUE INDEX IF NOT EXISTS freedom_card_command_reference
    ON freedom_card_command (host, auth_id, reference, operation, reference_scope);
