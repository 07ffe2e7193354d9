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
CREATE TABLE ledger_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT ledger_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO ledger_version VALUES ('0001');
CREATE TABLE texts (
	document_id VARCHAR(64) NOT NULL, 
	batch INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	PRIMARY KEY (document_id), 
	FOREIGN KEY(batch) REFERENCES batches (number)
);
INSERT INTO texts VALUES ('d-2f7b555c3870569c', 1, 'Seoul says the North shipped 1,000 containers to Russia. It says that shells and rockets went by rail, and that instructors followed. Nobody in Moscow replied.');
INSERT INTO texts VALUES ('d-d2ae4ba84d8d2246', 2, 'Seoul says the North shipped 1,000 containers to Russia. It says that shells and rockets went by rail, and that instructors followed. Nobody in Moscow replied.');
CREATE INDEX ix_texts_batch ON texts (batch);
CREATE INDEX ix_entries_document_id ON entries (document_id);
CREATE INDEX ix_batches_recorded_at ON batches (recorded_at);
