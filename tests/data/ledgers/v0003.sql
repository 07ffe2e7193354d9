CREATE TABLE batches (
	number INTEGER NOT NULL, 
	recorded_at DATETIME NOT NULL, 
	previous VARCHAR(64) NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	PRIMARY KEY (number), 
	UNIQUE (hash)
);
INSERT INTO batches VALUES (1, '2024-01-01 00:00:00.000000', '0000000000000000000000000000000000000000000000000000000000000000', 'c9b8e0b5dd1b2e7a41577d9f8afb7ba2718b82e3821f0b5fb311a05739e88488');
INSERT INTO batches VALUES (2, '2024-01-01 00:00:00.000001', 'c9b8e0b5dd1b2e7a41577d9f8afb7ba2718b82e3821f0b5fb311a05739e88488', 'b24a7421f49353bb2e701c64958de02c6cb2c924fb155393d82cf0d507b9cc58');
INSERT INTO batches VALUES (3, '2024-01-01 00:00:00.000002', 'b24a7421f49353bb2e701c64958de02c6cb2c924fb155393d82cf0d507b9cc58', 'ab816cd8656a2e84aff81aa82530247a27e6a64bc8f74573773c6218071bf3ea');
INSERT INTO batches VALUES (4, '2024-01-01 00:00:00.000003', 'ab816cd8656a2e84aff81aa82530247a27e6a64bc8f74573773c6218071bf3ea', '2e64c506a22f611b7254153ac5805c470fac22d4d9d5d87dd1d37ca230ad0b4e');
CREATE TABLE entries (
	batch INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	document_id VARCHAR(64), 
	record TEXT NOT NULL, 
	PRIMARY KEY (batch, position), 
	FOREIGN KEY(batch) REFERENCES batches (number)
);
INSERT INTO entries VALUES (1, 0, 'd-2f7b555c3870569c', '{"document":{"archived_url":null,"handling":"public","host":null,"id":"d-2f7b555c3870569c","language":"en","path":"0.txt","published_on":"2023-10-13","publisher":"Daily","raw_sha256":null,"retrieved_at":null,"text_sha256":"a8ffa06c96d391c55a3e3b28d33a3b5544e61b31bf6d881e7bb46a2c7cb00327","title":null,"url":"https://daily.example/0"},"entry":"document-read","version":1}');
INSERT INTO entries VALUES (1, 1, 'd-2f7b555c3870569c', '{"document_id":"d-2f7b555c3870569c","entry":"method-run","language":"en","method":"rules/1","published_on":"2023-10-13","version":1}');
INSERT INTO entries VALUES (1, 2, 'd-2f7b555c3870569c', '{"claim":{"actor":["KP"],"also":[],"attribution":[],"basis":null,"compared":[],"condition":null,"document":{"host":null,"id":"d-2f7b555c3870569c","path":"0.txt","published_on":"2023-10-13","publisher":"Daily","url":"https://daily.example/0"},"evidence":{"end":55,"quote":"the North shipped 1,000 containers to Russia","start":11},"exchange":null,"field_confidence":{},"fields":{"item":[[11,14]]},"handling":"public","happened":null,"hedges":[],"id":"c-871de42dafe41c24","items":[{"item":"munitions","label":"the"}],"kind":"transfer","likelihood":null,"method":"rules/1","modality":"asserted","origins":["KR-NIS"],"places":[],"published_on":"2023-10-13","quantity":{"alternative_group":null,"approximate":false,"high":null,"low":1000,"per":null,"scope":"cumulative","text":"1,000 containers","unit":"container","vague":false},"reading_confidence":1.0,"recipient":["RU"],"reviewed":null,"said":null,"stage":null,"vessels":[]},"entry":"claim-found","version":1}');
INSERT INTO entries VALUES (1, 3, 'd-2f7b555c3870569c', '{"claim":{"actor":["KP"],"also":[],"attribution":[],"basis":null,"compared":[],"condition":null,"document":{"host":null,"id":"d-2f7b555c3870569c","path":"0.txt","published_on":"2023-10-13","publisher":"Daily","url":"https://daily.example/0"},"evidence":{"end":101,"quote":"shells and rockets went by rail","start":70},"exchange":null,"field_confidence":{},"fields":{"item":[[70,76]]},"handling":"public","happened":null,"hedges":[],"id":"c-238c09ee6aa6b022","items":[{"item":"artillery-shell","label":"shells"}],"kind":"transfer","likelihood":null,"method":"rules/1","modality":"asserted","origins":["KR-NIS"],"places":[],"published_on":"2023-10-13","quantity":null,"reading_confidence":1.0,"recipient":["RU"],"reviewed":null,"said":null,"stage":null,"vessels":[]},"entry":"claim-found","version":1}');
INSERT INTO entries VALUES (2, 0, 'd-d2ae4ba84d8d2246', '{"document":{"archived_url":null,"handling":"public","host":null,"id":"d-d2ae4ba84d8d2246","language":"en","path":"1.txt","published_on":"2023-10-13","publisher":"Daily","raw_sha256":null,"retrieved_at":null,"text_sha256":"a8ffa06c96d391c55a3e3b28d33a3b5544e61b31bf6d881e7bb46a2c7cb00327","title":null,"url":"https://daily.example/1"},"entry":"document-read","version":1}');
INSERT INTO entries VALUES (2, 1, 'd-d2ae4ba84d8d2246', '{"document_id":"d-d2ae4ba84d8d2246","entry":"method-run","language":"en","method":"rules/1","published_on":"2023-10-13","version":1}');
INSERT INTO entries VALUES (2, 2, 'd-d2ae4ba84d8d2246', '{"claim":{"actor":["KP"],"also":[],"attribution":[],"basis":null,"compared":[],"condition":null,"document":{"host":null,"id":"d-d2ae4ba84d8d2246","path":"1.txt","published_on":"2023-10-13","publisher":"Daily","url":"https://daily.example/1"},"evidence":{"end":55,"quote":"the North shipped 1,000 containers to Russia","start":11},"exchange":null,"field_confidence":{},"fields":{"item":[[11,14]]},"handling":"public","happened":null,"hedges":[],"id":"c-312d4265edefe6ae","items":[{"item":"munitions","label":"the"}],"kind":"transfer","likelihood":null,"method":"rules/1","modality":"asserted","origins":["KR-NIS"],"places":[],"published_on":"2023-10-13","quantity":{"alternative_group":null,"approximate":false,"high":null,"low":1000,"per":null,"scope":"cumulative","text":"1,000 containers","unit":"container","vague":false},"reading_confidence":1.0,"recipient":["RU"],"reviewed":null,"said":null,"stage":null,"vessels":[]},"entry":"claim-found","version":1}');
INSERT INTO entries VALUES (2, 3, 'd-d2ae4ba84d8d2246', '{"claim":{"actor":["KP"],"also":[],"attribution":[],"basis":null,"compared":[],"condition":null,"document":{"host":null,"id":"d-d2ae4ba84d8d2246","path":"1.txt","published_on":"2023-10-13","publisher":"Daily","url":"https://daily.example/1"},"evidence":{"end":101,"quote":"shells and rockets went by rail","start":70},"exchange":null,"field_confidence":{},"fields":{"item":[[70,76]]},"handling":"public","happened":null,"hedges":[],"id":"c-cf1fbd071ad9874b","items":[{"item":"artillery-shell","label":"shells"}],"kind":"transfer","likelihood":null,"method":"rules/1","modality":"asserted","origins":["KR-NIS"],"places":[],"published_on":"2023-10-13","quantity":null,"reading_confidence":1.0,"recipient":["RU"],"reviewed":null,"said":null,"stage":null,"vessels":[]},"entry":"claim-found","version":1}');
INSERT INTO entries VALUES (3, 0, 'd-2f7b555c3870569c', '{"by":"Ann","changes":{},"claim":{"actor":["KP"],"also":[],"attribution":[],"basis":null,"compared":[],"condition":null,"document":{"host":null,"id":"d-2f7b555c3870569c","path":"0.txt","published_on":"2023-10-13","publisher":"Daily","url":"https://daily.example/0"},"evidence":{"end":101,"quote":"shells and rockets went by rail","start":70},"exchange":null,"field_confidence":{},"fields":{"item":[[70,76]]},"handling":"public","happened":null,"hedges":[],"id":"c-238c09ee6aa6b022","items":[{"item":"artillery-shell","label":"shells"}],"kind":"transfer","likelihood":null,"method":"rules/1","modality":"asserted","origins":["KR-NIS"],"places":[],"published_on":"2023-10-13","quantity":null,"reading_confidence":1.0,"recipient":["RU"],"reviewed":null,"said":null,"stage":null,"vessels":[]},"entry":"claim-reviewed","note":"","verdict":"rejected","version":1}');
INSERT INTO entries VALUES (4, 0, 'd-d2ae4ba84d8d2246', '{"by":"Bo","changes":{"quantity":{"alternative_group":null,"approximate":false,"high":null,"low":7,"per":null,"scope":"cumulative","text":"1,000 containers","unit":"container","vague":false}},"claim":{"actor":["KP"],"also":[],"attribution":[],"basis":null,"compared":[],"condition":null,"document":{"host":null,"id":"d-d2ae4ba84d8d2246","path":"1.txt","published_on":"2023-10-13","publisher":"Daily","url":"https://daily.example/1"},"evidence":{"end":55,"quote":"the North shipped 1,000 containers to Russia","start":11},"exchange":null,"field_confidence":{},"fields":{"item":[[11,14]]},"handling":"public","happened":null,"hedges":[],"id":"c-312d4265edefe6ae","items":[{"item":"munitions","label":"the"}],"kind":"transfer","likelihood":null,"method":"rules/1","modality":"asserted","origins":["KR-NIS"],"places":[],"published_on":"2023-10-13","quantity":{"alternative_group":null,"approximate":false,"high":null,"low":7,"per":null,"scope":"cumulative","text":"1,000 containers","unit":"container","vague":false},"reading_confidence":1.0,"recipient":["RU"],"reviewed":null,"said":null,"stage":null,"vessels":[]},"entry":"claim-reviewed","note":"seen","verdict":"corrected","version":1}');
CREATE TABLE index_about (
	one TEXT NOT NULL, 
	other TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	PRIMARY KEY (one, other, number)
)
 WITHOUT ROWID

;
INSERT INTO index_about VALUES ('KP', 'RU', 5);
INSERT INTO index_about VALUES ('KP', 'RU', 7);
INSERT INTO index_about VALUES ('KP', 'RU', 8);
CREATE TABLE index_claims (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	claim_id VARCHAR(64) NOT NULL, 
	document_id VARCHAR(64) NOT NULL, 
	published_on DATE, 
	kind VARCHAR(16) NOT NULL, 
	modality VARCHAR(16) NOT NULL, 
	stage VARCHAR(16), 
	actors TEXT NOT NULL, 
	recipients TEXT NOT NULL, 
	origins TEXT NOT NULL, 
	items TEXT NOT NULL, 
	publisher TEXT, 
	unit TEXT, 
	low FLOAT, 
	high FLOAT, 
	confidence FLOAT NOT NULL, 
	verdict VARCHAR(16), 
	handling VARCHAR(16) NOT NULL, 
	words TEXT NOT NULL, 
	record TEXT NOT NULL
);
INSERT INTO index_claims VALUES (5, 'c-871de42dafe41c24', 'd-2f7b555c3870569c', '2023-10-13', 'transfer', 'asserted', NULL, 'KP', 'RU', 'KR-NIS', 'munitions', 'Daily', 'container', 1000.0, NULL, 1.0, NULL, 'public', 'the North shipped 1,000 containers to Russia', '{"actor":["KP"],"also":[],"attribution":[],"basis":null,"compared":[],"condition":null,"document":{"host":null,"id":"d-2f7b555c3870569c","path":"0.txt","published_on":"2023-10-13","publisher":"Daily","url":"https://daily.example/0"},"evidence":{"end":55,"quote":"the North shipped 1,000 containers to Russia","start":11},"exchange":null,"field_confidence":{},"fields":{"item":[[11,14]]},"handling":"public","happened":null,"hedges":[],"id":"c-871de42dafe41c24","items":[{"item":"munitions","label":"the"}],"kind":"transfer","likelihood":null,"method":"rules/1","modality":"asserted","origins":["KR-NIS"],"places":[],"published_on":"2023-10-13","quantity":{"alternative_group":null,"approximate":false,"high":null,"low":1000,"per":null,"scope":"cumulative","text":"1,000 containers","unit":"container","vague":false},"reading_confidence":1.0,"recipient":["RU"],"reviewed":null,"said":null,"stage":null,"vessels":[]}');
INSERT INTO index_claims VALUES (6, 'c-238c09ee6aa6b022', 'd-2f7b555c3870569c', '2023-10-13', 'transfer', 'asserted', NULL, 'KP', 'RU', 'KR-NIS', 'artillery-shell', 'Daily', NULL, NULL, NULL, 1.0, 'rejected', 'public', 'shells and rockets went by rail', '{"actor":["KP"],"also":[],"attribution":[],"basis":null,"compared":[],"condition":null,"document":{"host":null,"id":"d-2f7b555c3870569c","path":"0.txt","published_on":"2023-10-13","publisher":"Daily","url":"https://daily.example/0"},"evidence":{"end":101,"quote":"shells and rockets went by rail","start":70},"exchange":null,"field_confidence":{},"fields":{"item":[[70,76]]},"handling":"public","happened":null,"hedges":[],"id":"c-238c09ee6aa6b022","items":[{"item":"artillery-shell","label":"shells"}],"kind":"transfer","likelihood":null,"method":"rules/1","modality":"asserted","origins":["KR-NIS"],"places":[],"published_on":"2023-10-13","quantity":null,"reading_confidence":1.0,"recipient":["RU"],"reviewed":{"at":"2024-01-01T00:00:00.000002+00:00","by":"Ann","note":"","verdict":"rejected"},"said":null,"stage":null,"vessels":[]}');
INSERT INTO index_claims VALUES (7, 'c-312d4265edefe6ae', 'd-d2ae4ba84d8d2246', '2023-10-13', 'transfer', 'asserted', NULL, 'KP', 'RU', 'KR-NIS', 'munitions', 'Daily', 'container', 7.0, NULL, 1.0, 'corrected', 'public', 'the North shipped 1,000 containers to Russia', '{"actor":["KP"],"also":[],"attribution":[],"basis":null,"compared":[],"condition":null,"document":{"host":null,"id":"d-d2ae4ba84d8d2246","path":"1.txt","published_on":"2023-10-13","publisher":"Daily","url":"https://daily.example/1"},"evidence":{"end":55,"quote":"the North shipped 1,000 containers to Russia","start":11},"exchange":null,"field_confidence":{},"fields":{"item":[[11,14]]},"handling":"public","happened":null,"hedges":[],"id":"c-312d4265edefe6ae","items":[{"item":"munitions","label":"the"}],"kind":"transfer","likelihood":null,"method":"rules/1","modality":"asserted","origins":["KR-NIS"],"places":[],"published_on":"2023-10-13","quantity":{"alternative_group":null,"approximate":false,"high":null,"low":7,"per":null,"scope":"cumulative","text":"1,000 containers","unit":"container","vague":false},"reading_confidence":1.0,"recipient":["RU"],"reviewed":{"at":"2024-01-01T00:00:00.000003+00:00","by":"Bo","note":"seen","verdict":"corrected"},"said":null,"stage":null,"vessels":[]}');
INSERT INTO index_claims VALUES (8, 'c-cf1fbd071ad9874b', 'd-d2ae4ba84d8d2246', '2023-10-13', 'transfer', 'asserted', NULL, 'KP', 'RU', 'KR-NIS', 'artillery-shell', 'Daily', NULL, NULL, NULL, 1.0, NULL, 'public', 'shells and rockets went by rail', '{"actor":["KP"],"also":[],"attribution":[],"basis":null,"compared":[],"condition":null,"document":{"host":null,"id":"d-d2ae4ba84d8d2246","path":"1.txt","published_on":"2023-10-13","publisher":"Daily","url":"https://daily.example/1"},"evidence":{"end":101,"quote":"shells and rockets went by rail","start":70},"exchange":null,"field_confidence":{},"fields":{"item":[[70,76]]},"handling":"public","happened":null,"hedges":[],"id":"c-cf1fbd071ad9874b","items":[{"item":"artillery-shell","label":"shells"}],"kind":"transfer","likelihood":null,"method":"rules/1","modality":"asserted","origins":["KR-NIS"],"places":[],"published_on":"2023-10-13","quantity":null,"reading_confidence":1.0,"recipient":["RU"],"reviewed":null,"said":null,"stage":null,"vessels":[]}');
CREATE TABLE index_documents (
	document_id VARCHAR(64) NOT NULL, 
	first_batch INTEGER NOT NULL, 
	published_on DATE, 
	publisher TEXT, 
	title TEXT, 
	record TEXT NOT NULL, 
	language VARCHAR(8) NOT NULL, 
	handling VARCHAR(16) NOT NULL, 
	claims INTEGER NOT NULL, 
	checked INTEGER NOT NULL, 
	withdrawn TEXT, 
	PRIMARY KEY (document_id)
);
INSERT INTO index_documents VALUES ('d-2f7b555c3870569c', 1, '2023-10-13', 'Daily', NULL, '{"archived_url":null,"handling":"public","host":null,"id":"d-2f7b555c3870569c","language":"en","path":"0.txt","published_on":"2023-10-13","publisher":"Daily","raw_sha256":null,"retrieved_at":null,"text_sha256":"a8ffa06c96d391c55a3e3b28d33a3b5544e61b31bf6d881e7bb46a2c7cb00327","title":null,"url":"https://daily.example/0"}', 'en', 'public', 1, 0, NULL);
INSERT INTO index_documents VALUES ('d-d2ae4ba84d8d2246', 2, '2023-10-13', 'Daily', NULL, '{"archived_url":null,"handling":"public","host":null,"id":"d-d2ae4ba84d8d2246","language":"en","path":"1.txt","published_on":"2023-10-13","publisher":"Daily","raw_sha256":null,"retrieved_at":null,"text_sha256":"a8ffa06c96d391c55a3e3b28d33a3b5544e61b31bf6d881e7bb46a2c7cb00327","title":null,"url":"https://daily.example/1"}', 'en', 'public', 2, 1, NULL);
CREATE TABLE ledger_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT ledger_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO ledger_version VALUES ('0003');
CREATE TABLE readings (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	at DATETIME NOT NULL, 
	"by" TEXT NOT NULL, 
	what TEXT NOT NULL, 
	documents INTEGER NOT NULL, 
	claims INTEGER NOT NULL, 
	problems TEXT NOT NULL
);
CREATE TABLE screenings (
	list TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	record TEXT NOT NULL, 
	PRIMARY KEY (list)
);
CREATE TABLE texts (
	document_id VARCHAR(64) NOT NULL, 
	batch INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	PRIMARY KEY (document_id), 
	FOREIGN KEY(batch) REFERENCES batches (number)
);
INSERT INTO texts VALUES ('d-2f7b555c3870569c', 1, 'Seoul says the North shipped 1,000 containers to Russia. It says that shells and rockets went by rail, and that instructors followed. Nobody in Moscow replied.');
INSERT INTO texts VALUES ('d-d2ae4ba84d8d2246', 2, 'Seoul says the North shipped 1,000 containers to Russia. It says that shells and rockets went by rail, and that instructors followed. Nobody in Moscow replied.');
CREATE TABLE watch_alerts (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	id VARCHAR(64) NOT NULL, 
	indicator VARCHAR(64) NOT NULL, 
	at DATETIME NOT NULL, 
	record TEXT NOT NULL, 
	acknowledged_at DATETIME, 
	acknowledged_by TEXT, 
	note TEXT, 
	UNIQUE (id)
);
CREATE TABLE watch_bodies (
	sha256 VARCHAR(64) NOT NULL, 
	body BLOB NOT NULL, 
	PRIMARY KEY (sha256)
);
CREATE TABLE watch_deliveries (
	id VARCHAR(64) NOT NULL, 
	channel TEXT NOT NULL, 
	what VARCHAR(16) NOT NULL, 
	alerts TEXT NOT NULL, 
	message TEXT NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	attempts INTEGER NOT NULL, 
	made_at DATETIME NOT NULL, 
	next_at DATETIME NOT NULL, 
	done_at DATETIME, 
	fault TEXT, 
	PRIMARY KEY (id)
);
CREATE TABLE watch_fetches (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	source TEXT NOT NULL, 
	url TEXT NOT NULL, 
	hops TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	status INTEGER, 
	headers TEXT NOT NULL, 
	sha256 VARCHAR(64), 
	bytes INTEGER NOT NULL, 
	seconds FLOAT NOT NULL, 
	fault TEXT
);
CREATE TABLE watch_items (
	source TEXT NOT NULL, 
	"key" VARCHAR(64) NOT NULL, 
	url TEXT, 
	title TEXT, 
	publisher TEXT, 
	published DATETIME, 
	updated DATETIME, 
	seen_at DATETIME NOT NULL, 
	settled_at DATETIME, 
	state VARCHAR(16) NOT NULL, 
	attempts INTEGER NOT NULL, 
	next_at DATETIME, 
	fault TEXT, 
	document_id VARCHAR(64), 
	body_sha256 VARCHAR(64), 
	PRIMARY KEY (source, "key")
);
CREATE TABLE watch_marks (
	indicator VARCHAR(64) NOT NULL, 
	name TEXT NOT NULL, 
	batch INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	record TEXT NOT NULL, 
	PRIMARY KEY (indicator)
);
CREATE TABLE watch_sources (
	source TEXT NOT NULL, 
	etag TEXT, 
	last_modified TEXT, 
	sha256 VARCHAR(64), 
	polled_at DATETIME, 
	next_at DATETIME, 
	news_at DATETIME, 
	failures INTEGER NOT NULL, 
	fault TEXT, 
	PRIMARY KEY (source)
);
CREATE VIRTUAL TABLE index_words USING fts5(words, content='index_claims', content_rowid='number', tokenize='porter unicode61 remove_diacritics 2');
CREATE INDEX ix_watch_items_state ON watch_items (state);
CREATE INDEX ix_watch_fetches_source ON watch_fetches (source);
CREATE INDEX ix_watch_fetches_sha256 ON watch_fetches (sha256);
CREATE INDEX ix_watch_fetches_at ON watch_fetches (at);
CREATE INDEX ix_watch_deliveries_state ON watch_deliveries (state);
CREATE INDEX ix_watch_deliveries_channel ON watch_deliveries (channel);
CREATE INDEX ix_texts_batch ON texts (batch);
CREATE INDEX ix_index_documents_published_on ON index_documents (published_on);
CREATE INDEX ix_index_documents_first_batch ON index_documents (first_batch);
CREATE INDEX ix_index_claims_document_id ON index_claims (document_id);
CREATE INDEX ix_index_claims_claim_id ON index_claims (claim_id);
CREATE INDEX ix_index_about_number ON index_about (number);
CREATE INDEX ix_entries_document_id ON entries (document_id);
CREATE INDEX ix_batches_recorded_at ON batches (recorded_at);
INSERT INTO index_words(index_words) VALUES ('rebuild');
