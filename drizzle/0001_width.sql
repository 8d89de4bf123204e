CREATE TABLE `aliases` (
	`release` text NOT NULL,
	`subject` text NOT NULL,
	`code` text NOT NULL,
	`alias` text NOT NULL,
	`language` text,
	PRIMARY KEY(`release`, `subject`, `code`, `alias`)
);
--> statement-breakpoint
CREATE TABLE `claim_figures` (
	`release` text NOT NULL,
	`claim` text NOT NULL,
	`side` text NOT NULL,
	`observation` text NOT NULL,
	`part` text NOT NULL,
	PRIMARY KEY(`release`, `claim`, `side`, `observation`)
);
--> statement-breakpoint
CREATE TABLE `claims` (
	`release` text NOT NULL,
	`code` text NOT NULL,
	`title` text NOT NULL,
	`title_en` text NOT NULL,
	`family` text NOT NULL,
	`relation` text NOT NULL,
	`source` text NOT NULL,
	PRIMARY KEY(`release`, `code`)
);
--> statement-breakpoint
CREATE TABLE `deadlines` (
	`release` text NOT NULL,
	`basis` text NOT NULL,
	`year` integer NOT NULL,
	`due` text NOT NULL,
	`printed` text NOT NULL,
	`source` text NOT NULL,
	`line` integer NOT NULL,
	PRIMARY KEY(`release`, `basis`, `year`)
);
--> statement-breakpoint
CREATE TABLE `gaps` (
	`release` text NOT NULL,
	`code` text NOT NULL,
	`source` text,
	`place` text,
	`status` text NOT NULL,
	`indicators` text,
	`axes` text,
	`target_groups` text,
	`notes` text,
	`reason` text NOT NULL,
	`reason_en` text NOT NULL,
	PRIMARY KEY(`release`, `code`)
);
--> statement-breakpoint
CREATE TABLE `target_claims` (
	`release` text NOT NULL,
	`indicator` text NOT NULL,
	`axis` text NOT NULL,
	`priority` text NOT NULL,
	`year` integer NOT NULL,
	`basis` text NOT NULL,
	`claim` text,
	`target_year` integer,
	`observation` text NOT NULL,
	`reason` text NOT NULL,
	`reason_en` text NOT NULL,
	PRIMARY KEY(`release`, `indicator`, `axis`, `priority`, `year`, `basis`)
);
--> statement-breakpoint
CREATE TABLE `withdrawn` (
	`release` text NOT NULL,
	`code` text NOT NULL,
	`successor` text,
	`reason` text NOT NULL,
	`reason_en` text NOT NULL,
	PRIMARY KEY(`release`, `code`)
);
--> statement-breakpoint
CREATE TABLE `release_events` (
	`number` integer PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`kind` text NOT NULL,
	`release` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `release_files` (
	`release` text NOT NULL,
	`path` text NOT NULL,
	`part` integer NOT NULL,
	`version` text NOT NULL,
	`encoding` text NOT NULL,
	`bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`release`, `path`, `part`)
);
--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_progress` (
	`release` text NOT NULL,
	`indicator` text NOT NULL,
	`axis` text NOT NULL,
	`priority` text NOT NULL,
	`year` integer NOT NULL,
	`basis` text NOT NULL,
	`achieved` real,
	`achieved_observation` text,
	`target_year` integer,
	`target` real,
	`target_observation` text,
	`ratio` real,
	`reached` text,
	`scope` text,
	`note` text,
	`unit` text,
	`due` text,
	`outcome` text,
	`reason` text,
	`reason_en` text,
	PRIMARY KEY(`release`, `indicator`, `axis`, `priority`, `year`, `basis`)
);
--> statement-breakpoint
INSERT INTO `__new_progress`("release", "indicator", "axis", "priority", "year", "basis", "achieved", "achieved_observation", "target_year", "target", "target_observation", "ratio", "reached", "scope", "note") SELECT "release", "indicator", "axis", "priority", "year", "basis", "achieved", "achieved_observation", "target_year", "target", "target_observation", "ratio", "reached", "scope", "note" FROM `progress`;--> statement-breakpoint
DROP TABLE `progress`;--> statement-breakpoint
ALTER TABLE `__new_progress` RENAME TO `progress`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
ALTER TABLE `actions` ADD `note` text;--> statement-breakpoint
ALTER TABLE `actions` ADD `note_en` text;--> statement-breakpoint
ALTER TABLE `audiences` ADD `list` text;--> statement-breakpoint
ALTER TABLE `audiences` ADD `note` text;--> statement-breakpoint
ALTER TABLE `audiences` ADD `note_en` text;--> statement-breakpoint
ALTER TABLE `axes` ADD `thematic_objective_en` text;--> statement-breakpoint
ALTER TABLE `facts` ADD `date` text;--> statement-breakpoint
ALTER TABLE `facts` ADD `printed` text;--> statement-breakpoint
ALTER TABLE `facts` ADD `notes` text;--> statement-breakpoint
ALTER TABLE `facts` ADD `main_initiative` text;--> statement-breakpoint
ALTER TABLE `indicators` ADD `series` text;--> statement-breakpoint
ALTER TABLE `objectives` ADD `note` text;--> statement-breakpoint
ALTER TABLE `objectives` ADD `note_en` text;--> statement-breakpoint
ALTER TABLE `observations` ADD `note_en` text;--> statement-breakpoint
ALTER TABLE `priorities` ADD `printed` text;--> statement-breakpoint
ALTER TABLE `priorities` ADD `source` text;--> statement-breakpoint
ALTER TABLE `priorities` ADD `line` integer;--> statement-breakpoint
ALTER TABLE `priorities` ADD `title_origin` text;--> statement-breakpoint
ALTER TABLE `priorities` ADD `title_en_origin` text;--> statement-breakpoint
ALTER TABLE `priorities` ADD `reference_en` text;--> statement-breakpoint
ALTER TABLE `release_datasets` ADD `added` integer;--> statement-breakpoint
ALTER TABLE `release_datasets` ADD `removed` integer;--> statement-breakpoint
ALTER TABLE `release_datasets` ADD `changed` integer;--> statement-breakpoint
ALTER TABLE `releases` ADD `number` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `releases` ADD `before` text;--> statement-breakpoint
ALTER TABLE `restatements` ADD `note` text;--> statement-breakpoint
ALTER TABLE `snapshots` ADD `blanks` text;