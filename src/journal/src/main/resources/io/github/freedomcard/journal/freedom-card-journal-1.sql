-- The table of freedom-card-journal, for PostgreSQL 14 or later and H2 2.3 or later.
-- Take this file into your migrations, or call JdbcCommandJournal.createSchema().

CREATE TABLE IF NOT EXISTS freedom_card_command (
    request_id       UUID NOT NULL,
    -- The auth id, an @, and the host with its port.
    account          VARCHAR(460) NOT NULL,
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
    -- When a worker may claim the command; if it is in flight, the end of the lease. In the year 9999
    -- if it is parked, null if it is finished.
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
    PRIMARY KEY (request_id, account),
    CHECK (state IN ('RECORDED', 'IN_FLIGHT', 'IN_PROCESS', 'UNRESOLVED', 'UNHANDLED', 'DONE', 'REFUSED', 'PARKED')),
    CHECK (conclusion IN ('DONE', 'REFUSED')),
    CHECK ((finished_at IS NOT NULL) = (state IN ('DONE', 'REFUSED'))),
    CHECK ((finished_at IS NOT NULL) = (due_at IS NULL))
);

-- For claims: the finished commands are at its end, so it does not matter how many there are.
CREATE INDEX IF NOT EXISTS freedom_card_command_due ON freedom_card_command (account, due_at);

CREATE UNIQUE INDEX IF NOT EXISTS freedom_card_command_reference
    ON freedom_card_command (reference, operation, account, reference_scope);
