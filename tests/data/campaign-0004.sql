BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0005');
CREATE TABLE appearance (
	testimony_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, minor BOOLEAN DEFAULT 0 NOT NULL, 
	CONSTRAINT pk_appearance PRIMARY KEY (testimony_id, person_id), 
	CONSTRAINT fk_appearance_person_id_person FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_appearance_testimony_id_testimony FOREIGN KEY(testimony_id) REFERENCES testimony (id)
);
INSERT INTO "appearance" VALUES(1,1,0);
CREATE TABLE approval (
	id INTEGER NOT NULL, 
	post_number INTEGER NOT NULL, 
	content_hash VARCHAR NOT NULL, 
	organisation VARCHAR, 
	by_person_id INTEGER, 
	at DATETIME NOT NULL, 
	revoked_at DATETIME, 
	CONSTRAINT pk_approval PRIMARY KEY (id), 
	CONSTRAINT fk_approval_by_person_id_person FOREIGN KEY(by_person_id) REFERENCES person (id), 
	CONSTRAINT fk_approval_post_number_post FOREIGN KEY(post_number) REFERENCES post (number)
);
INSERT INTO "approval" VALUES(1,1,'94f262139af68da0be4b7d06ea650954d99eeafe15091dc9e55eef1a4fce7592',NULL,2,'2026-11-24 00:16:45.904146',NULL);
INSERT INTO "approval" VALUES(2,2,'745ea1abfff3521720105f6de38e30c982f3f74ebd64703abb00b0ee155088c5',NULL,2,'2026-11-24 00:16:45.904146',NULL);
INSERT INTO "approval" VALUES(3,3,'1a299f0e82a2abb4b4ede636410c4b4ae865549c3d6107ace5879a8f8839b0fa',NULL,2,'2026-11-24 00:16:45.904146',NULL);
CREATE TABLE consent (
	id INTEGER NOT NULL, 
	testimony_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	acts JSON NOT NULL, 
	channels JSON NOT NULL, 
	languages JSON NOT NULL, 
	purposes JSON NOT NULL, 
	signed_on DATE NOT NULL, 
	until DATE, 
	evidence_path VARCHAR NOT NULL, 
	evidence_sha256 VARCHAR NOT NULL, 
	name_display VARCHAR NOT NULL, 
	display_name VARCHAR, 
	recorded_at DATETIME NOT NULL, 
	withdrawn_at DATETIME, special JSON DEFAULT '[]' NOT NULL, guardian_id INTEGER, 
	CONSTRAINT pk_consent PRIMARY KEY (id), 
	CONSTRAINT ck_consent_name_display_known CHECK (name_display IN ('full', 'first-name', 'pseudonym', 'none')), 
	CONSTRAINT fk_consent_person_id_person FOREIGN KEY(person_id) REFERENCES person (id), 
	CONSTRAINT fk_consent_testimony_id_testimony FOREIGN KEY(testimony_id) REFERENCES testimony (id)
);
INSERT INTO "consent" VALUES(1,1,1,'["film", "publish"]','["facebook"]','["nl"]','["campaign"]','2020-11-02',NULL,'consent/0001.pdf','65b50b6de4cfe504f2d3900f9dd3804d4de8e08edf3ac2ed14e92902d73d8287','full',NULL,'2026-11-24 00:16:44.030162',NULL,'[]',NULL);
CREATE TABLE event (
	id INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	post_number INTEGER, 
	event VARCHAR NOT NULL, 
	state VARCHAR, 
	params JSON NOT NULL, 
	"by" VARCHAR NOT NULL, 
	by_person_id INTEGER, 
	CONSTRAINT pk_event PRIMARY KEY (id), 
	CONSTRAINT fk_event_by_person_id_person FOREIGN KEY(by_person_id) REFERENCES person (id), 
	CONSTRAINT fk_event_post_number_post FOREIGN KEY(post_number) REFERENCES post (number)
);
INSERT INTO "event" VALUES(1,'2026-11-24 00:16:43.394039',NULL,'testimony-added',NULL,'{"testimony_number": 1}','staff',NULL);
INSERT INTO "event" VALUES(2,'2026-11-24 00:16:44.030162',NULL,'consent-recorded',NULL,'{"consent": 1, "testimony_number": 1, "person": 1}','staff',NULL);
INSERT INTO "event" VALUES(3,'2026-11-24 00:16:44.503453',1,'added','draft','{}','staff',NULL);
INSERT INTO "event" VALUES(4,'2026-11-24 00:16:44.982281',2,'added','draft','{}','staff',NULL);
INSERT INTO "event" VALUES(5,'2026-11-24 00:16:45.449546',3,'added','draft','{}','staff',NULL);
INSERT INTO "event" VALUES(6,'2026-11-24 00:16:45.904146',1,'approved','approved','{}','staff',2);
INSERT INTO "event" VALUES(7,'2026-11-24 00:16:45.904146',2,'approved','approved','{}','staff',2);
INSERT INTO "event" VALUES(8,'2026-11-24 00:16:45.904146',3,'approved','approved','{}','staff',2);
INSERT INTO "event" VALUES(9,'2026-11-24 00:16:46.710472',NULL,'service-started',NULL,'{"pid": 21197}','service',NULL);
INSERT INTO "event" VALUES(10,'2026-11-24 00:16:46.742438',2,'staging','uploading','{}','service',NULL);
INSERT INTO "event" VALUES(11,'2026-11-24 00:16:46.774517',2,'staged','staged','{"object": "687528301816401_100000000007919"}','service',NULL);
INSERT INTO "event" VALUES(12,'2026-11-24 00:16:46.790938',3,'staging','uploading','{}','service',NULL);
INSERT INTO "event" VALUES(13,'2026-11-24 00:16:46.807028',3,'staged','staged','{"object": "687528301816401_100000000015838"}','service',NULL);
INSERT INTO "event" VALUES(14,'2026-11-24 00:16:47.992478',2,'revealing','publishing','{}','service',NULL);
INSERT INTO "event" VALUES(15,'2026-11-24 00:16:48.012526',2,'published','published','{"object": "687528301816401_100000000007919", "late_ms": 29}','service',NULL);
INSERT INTO "event" VALUES(16,'2026-11-24 00:16:55.450019',1,'rendered','approved','{"rendition": 1, "reused": false, "milliseconds": 17500}','service',NULL);
INSERT INTO "event" VALUES(17,'2026-11-24 00:16:55.473182',1,'staging','uploading','{}','service',NULL);
INSERT INTO "event" VALUES(18,'2026-11-24 00:16:55.488681',3,'revealing','publishing','{}','service',NULL);
INSERT INTO "event" VALUES(19,'2026-11-24 00:16:55.496946',1,'upload-started','uploading','{"object": "100000000023757", "bytes": 782461}','service',NULL);
INSERT INTO "event" VALUES(20,'2026-11-24 00:16:55.524571',3,'published','published','{"object": "687528301816401_100000000015838", "late_ms": 71}','service',NULL);
INSERT INTO "event" VALUES(21,'2026-11-24 00:16:56.555535',1,'staged','staged','{"object": "100000000023757"}','service',NULL);
INSERT INTO "event" VALUES(22,'2026-11-24 00:17:24.518783',1,'revealing','publishing','{}','service',NULL);
INSERT INTO "event" VALUES(23,'2026-11-24 00:17:24.536655',1,'published','published','{"object": "100000000023757", "late_ms": 32}','service',NULL);
INSERT INTO "event" VALUES(24,'2026-11-24 00:17:24.552032',NULL,'service-stopped',NULL,'{"pid": 21197}','service',NULL);
CREATE TABLE heartbeat (
	id INTEGER NOT NULL, 
	holder VARCHAR NOT NULL, 
	pid INTEGER NOT NULL, 
	started_at DATETIME NOT NULL, 
	last_tick DATETIME NOT NULL, 
	stopped_at DATETIME, 
	CONSTRAINT pk_heartbeat PRIMARY KEY (id)
);
INSERT INTO "heartbeat" VALUES(1,'a-laptop',21197,'2026-11-24 00:16:46.707904','2026-11-24 00:17:22.122174','2026-11-24 00:17:24.548322');
CREATE TABLE pause (
	id INTEGER NOT NULL, 
	since DATETIME NOT NULL, 
	reason VARCHAR, 
	ended_at DATETIME, 
	CONSTRAINT pk_pause PRIMARY KEY (id)
);
CREATE TABLE person (
	id INTEGER NOT NULL, 
	name VARCHAR NOT NULL, 
	CONSTRAINT pk_person PRIMARY KEY (id)
);
INSERT INTO "person" VALUES(1,'Nora Voorbeeld');
INSERT INTO "person" VALUES(2,'An Voorbeeld');
CREATE TABLE post (
	number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	kind VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	language VARCHAR NOT NULL, 
	caption VARCHAR NOT NULL, 
	testimony_id INTEGER, 
	format VARCHAR, 
	link VARCHAR, 
	due_at DATETIME, 
	due_wall VARCHAR, 
	due_zone VARCHAR, 
	rendition_id INTEGER, 
	published_at DATETIME, 
	permalink VARCHAR, 
	facebook_id VARCHAR, 
	page_id VARCHAR, 
	page_name VARCHAR, 
	page_graph_url VARCHAR, 
	page_rehearsal BOOLEAN, 
	reason JSON, 
	attempts INTEGER NOT NULL, 
	next_try_at DATETIME, 
	lease_by VARCHAR, 
	lease_until DATETIME, 
	fence INTEGER NOT NULL, 
	added_at DATETIME NOT NULL, photos JSON DEFAULT '[]' NOT NULL, first_comment VARCHAR, cover_path VARCHAR, cover_sha256 VARCHAR, new_caption VARCHAR, cover_at_ms INTEGER, "key" VARCHAR, embargo_until DATETIME, 
	CONSTRAINT ck_post_film_has_testimony CHECK ((kind IN ('video', 'reel')) = (testimony_id IS NOT NULL)), 
	CONSTRAINT ck_post_link_has_link CHECK (kind <> 'link' OR link IS NOT NULL), 
	CONSTRAINT ck_post_kind_known CHECK (kind IN ('video', 'reel', 'photo', 'link', 'text')), 
	CONSTRAINT ck_post_state_known CHECK (state IN ('draft', 'approved', 'uploading', 'staged', 'publishing', 'published', 'held', 'doubtful', 'failed', 'cancelled', 'removed')), 
	CONSTRAINT ck_post_waiting_has_date CHECK (state IN ('draft', 'cancelled') OR due_at IS NOT NULL), 
	CONSTRAINT ck_post_due_whole CHECK ((due_at IS NULL) = (due_wall IS NULL)), 
	CONSTRAINT fk_post_rendition_id_rendition FOREIGN KEY(rendition_id) REFERENCES rendition (id), 
	CONSTRAINT fk_post_testimony_id_testimony FOREIGN KEY(testimony_id) REFERENCES testimony (id)
);
INSERT INTO "post" VALUES(1,'video','published','nl','Hallo Şişli',1,'landscape',NULL,'2026-11-24 00:17:24.503420','2026-11-24T01:17:24','Europe/Brussels',1,'2026-11-24 00:17:24.535318','http://127.0.0.1:26096/687528301816401/videos/100000000023757/','100000000023757','687528301816401','c1','http://127.0.0.1:26096',1,NULL,0,NULL,NULL,NULL,4,'2026-11-24 00:16:44.503453','[]',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "post" VALUES(2,'text','published','nl','Nu al',NULL,NULL,NULL,'2026-11-24 00:16:47.982246','2026-11-24T01:16:47','Europe/Brussels',NULL,'2026-11-24 00:16:48.011508','http://127.0.0.1:26096/687528301816401/posts/100000000007919','687528301816401_100000000007919','687528301816401','c1','http://127.0.0.1:26096',1,NULL,0,NULL,NULL,NULL,3,'2026-11-24 00:16:44.982281','[]',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "post" VALUES(3,'link','published','nl','Kijk hier',NULL,NULL,'https://example.org','2026-11-24 00:16:55.449511','2026-11-24T01:16:55','Europe/Brussels',NULL,'2026-11-24 00:16:55.520478','http://127.0.0.1:26096/687528301816401/posts/100000000015838','687528301816401_100000000015838','687528301816401','c1','http://127.0.0.1:26096',1,NULL,0,NULL,NULL,NULL,3,'2026-11-24 00:16:45.449546','[]',NULL,NULL,NULL,NULL,NULL,NULL,NULL);
CREATE TABLE quiet (
	page_id VARCHAR NOT NULL, 
	until DATETIME NOT NULL, 
	total BOOLEAN NOT NULL, 
	code VARCHAR NOT NULL, 
	percent INTEGER, 
	CONSTRAINT pk_quiet PRIMARY KEY (page_id)
);
CREATE TABLE remote_object (
	id INTEGER NOT NULL, 
	post_number INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	intent VARCHAR NOT NULL, 
	intent_at DATETIME NOT NULL, 
	remote_id VARCHAR, 
	session_id VARCHAR, 
	"offset" BIGINT NOT NULL, 
	size BIGINT, 
	mark VARCHAR NOT NULL, 
	looks INTEGER NOT NULL, 
	fence INTEGER NOT NULL, 
	page_id VARCHAR NOT NULL, 
	graph_url VARCHAR NOT NULL, parts JSON DEFAULT '[]' NOT NULL, language VARCHAR, scheduled_at DATETIME, 
	CONSTRAINT pk_remote_object PRIMARY KEY (id), 
	CONSTRAINT ck_remote_object_state_known CHECK (state IN ('intended', 'started', 'whole', 'ready', 'live', 'abandoned', 'deleted')), 
	CONSTRAINT fk_remote_object_post_number_post FOREIGN KEY(post_number) REFERENCES post (number)
);
INSERT INTO "remote_object" VALUES(1,2,'feed_post','live','read-back','2026-11-24 00:16:47.994039','687528301816401_100000000007919',NULL,0,NULL,'tc-c2a5d7aa4347c001',0,2,'687528301816401','http://127.0.0.1:26096','[]',NULL,NULL);
INSERT INTO "remote_object" VALUES(2,3,'feed_post','live','read-back','2026-11-24 00:16:55.490040','687528301816401_100000000015838',NULL,0,NULL,'tc-87d36f39da3ad0e3',0,2,'687528301816401','http://127.0.0.1:26096','[]',NULL,NULL);
INSERT INTO "remote_object" VALUES(3,1,'video','live','read-back','2026-11-24 00:17:24.520351','100000000023757','500000000118785',782461,782461,'tc-9e001fde928061ac',0,2,'687528301816401','http://127.0.0.1:26096','[]',NULL,NULL);
CREATE TABLE rendition (
	id INTEGER NOT NULL, 
	testimony_id INTEGER NOT NULL, 
	language VARCHAR NOT NULL, 
	format VARCHAR NOT NULL, 
	"key" VARCHAR NOT NULL, 
	path VARCHAR NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	width INTEGER NOT NULL, 
	height INTEGER NOT NULL, 
	duration_ms INTEGER NOT NULL, 
	made_at DATETIME NOT NULL, 
	CONSTRAINT pk_rendition PRIMARY KEY (id), 
	CONSTRAINT fk_rendition_testimony_id_testimony FOREIGN KEY(testimony_id) REFERENCES testimony (id), 
	CONSTRAINT uq_rendition_testimony_id UNIQUE (testimony_id, language, format, "key")
);
INSERT INTO "rendition" VALUES(1,1,'nl','landscape','42565f3bcf6fc21e','renders/42565f3bcf6fc21e.mp4','20d8d82b83d286bfe22e39357981ffd38f56ce30ba7d4da71b71f7a1d8c4d88b',1920,1080,17500,'2026-11-24 00:16:55.450019');
INSERT INTO "rendition" VALUES(2,1,'nl','portrait','c8af3d939cff2d11','renders/c8af3d939cff2d11.mp4','7383df52bd9e92310bb62839fe649bac0e57b06e31126e5bb2a2f7a2d8f398f5',1080,1920,17500,'2026-11-24 00:36:21.334714');
CREATE TABLE subtitle_file (
	id INTEGER NOT NULL, 
	testimony_id INTEGER NOT NULL, 
	language VARCHAR NOT NULL, 
	path VARCHAR NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	CONSTRAINT pk_subtitle_file PRIMARY KEY (id), 
	CONSTRAINT fk_subtitle_file_testimony_id_testimony FOREIGN KEY(testimony_id) REFERENCES testimony (id), 
	CONSTRAINT uq_subtitle_file_testimony_id UNIQUE (testimony_id, language)
);
INSERT INTO "subtitle_file" VALUES(1,1,'nl','films/0001.nl.srt','cae68c627c0ff5cabc5858af0f18e93687260e4f2b516b26fddc2710c117d937');
CREATE TABLE task (
	id INTEGER NOT NULL, 
	code VARCHAR NOT NULL, 
	params JSON NOT NULL, 
	testimony_id INTEGER, 
	post_number INTEGER, 
	opened_at DATETIME NOT NULL, 
	due_on DATE, 
	done_at DATETIME, 
	CONSTRAINT pk_task PRIMARY KEY (id), 
	CONSTRAINT fk_task_testimony_id_testimony FOREIGN KEY(testimony_id) REFERENCES testimony (id), 
	CONSTRAINT fk_task_post_number_post FOREIGN KEY(post_number) REFERENCES post (number)
);
CREATE TABLE testimony (
	id INTEGER NOT NULL, 
	slug VARCHAR NOT NULL, 
	speaker_id INTEGER NOT NULL, 
	role VARCHAR NOT NULL, 
	organisation VARCHAR NOT NULL, 
	language VARCHAR NOT NULL, 
	theme VARCHAR, 
	film_path VARCHAR NOT NULL, 
	film_sha256 VARCHAR NOT NULL, 
	film_ms INTEGER NOT NULL, 
	from_ms INTEGER NOT NULL, 
	to_ms INTEGER, 
	added_at DATETIME NOT NULL, fill VARCHAR DEFAULT 'kit' NOT NULL, centre JSON DEFAULT '[50, 50]' NOT NULL, special JSON DEFAULT '[]' NOT NULL, 
	CONSTRAINT pk_testimony PRIMARY KEY (id), 
	CONSTRAINT ck_testimony_role_known CHECK (role IN ('entrepreneur', 'microfinancier', 'coach', 'policy-maker', 'jury', 'host')), 
	CONSTRAINT ck_testimony_film_has_length CHECK (film_ms > 0), 
	CONSTRAINT fk_testimony_speaker_id_person FOREIGN KEY(speaker_id) REFERENCES person (id), 
	CONSTRAINT uq_testimony_slug UNIQUE (slug)
);
INSERT INTO "testimony" VALUES(1,'tc',1,'entrepreneur','Crédal','nl','Hoe houd je het vol?','films/0001.mp4','6879f4e0a4d18c1f75d87eed284b9a7551f560963c7c4814db26ed9a25b355b2',42400,0,12000,'2026-11-24 00:16:43.394039','crop','[40, 35]','[]');
CREATE TABLE withdrawal (
	id INTEGER NOT NULL, 
	testimony_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	channel VARCHAR, 
	language VARCHAR, 
	asked_at DATETIME NOT NULL, 
	step INTEGER NOT NULL, 
	finished_at DATETIME, 
	CONSTRAINT pk_withdrawal PRIMARY KEY (id), 
	CONSTRAINT fk_withdrawal_testimony_id_testimony FOREIGN KEY(testimony_id) REFERENCES testimony (id), 
	CONSTRAINT fk_withdrawal_person_id_person FOREIGN KEY(person_id) REFERENCES person (id)
);
CREATE INDEX ix_consent_testimony_id ON consent (testimony_id);
CREATE INDEX ix_post_owed ON post (due_at) WHERE state IN ('approved', 'uploading', 'staged', 'publishing');
CREATE INDEX ix_approval_post_number ON approval (post_number);
CREATE INDEX ix_event_post_number ON event (post_number);
CREATE INDEX ix_remote_object_post_number ON remote_object (post_number);
CREATE TRIGGER event_is_append_only_update BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END;
CREATE TRIGGER event_is_append_only_delete BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are only ever added'); END;
CREATE INDEX ix_post_retry ON post (next_try_at) WHERE next_try_at IS NOT NULL;
CREATE INDEX ix_remote_object_open ON remote_object (post_number) WHERE state = 'intended' AND kind IN ('captions', 'cover', 'comment', 'words');
CREATE INDEX ix_remote_object_handed ON remote_object (scheduled_at) WHERE scheduled_at IS NOT NULL;
CREATE INDEX ix_post_filmless ON post (due_at) WHERE state = 'approved' AND testimony_id IS NOT NULL AND rendition_id IS NULL;
CREATE UNIQUE INDEX uq_post_key ON post ("key") WHERE key IS NOT NULL;
CREATE INDEX ix_withdrawal_testimony_id ON withdrawal (testimony_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('post',3);
COMMIT;
