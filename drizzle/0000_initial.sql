CREATE TABLE `actions` (
	`release` text NOT NULL,
	`code` text NOT NULL,
	`objective` text NOT NULL,
	`printed` text NOT NULL,
	`title` text NOT NULL,
	`title_en` text NOT NULL,
	`source` text NOT NULL,
	`line` integer NOT NULL,
	PRIMARY KEY(`release`, `code`)
);
--> statement-breakpoint
CREATE TABLE `acts` (
	`release` text NOT NULL,
	`code` text NOT NULL,
	`title` text NOT NULL,
	`title_en` text NOT NULL,
	`number` text,
	`date` text,
	`kind` text NOT NULL,
	`source` text NOT NULL,
	`line` integer NOT NULL,
	PRIMARY KEY(`release`, `code`)
);
--> statement-breakpoint
CREATE TABLE `annotations` (
	`release` text NOT NULL,
	`note` text NOT NULL,
	`observation` text NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`release`, `note`, `observation`)
);
--> statement-breakpoint
CREATE TABLE `audiences` (
	`release` text NOT NULL,
	`code` text NOT NULL,
	`axis` text NOT NULL,
	`role` text NOT NULL,
	`order` integer NOT NULL,
	`title` text NOT NULL,
	`title_en` text NOT NULL,
	`source` text NOT NULL,
	`line` integer NOT NULL,
	PRIMARY KEY(`release`, `code`)
);
--> statement-breakpoint
CREATE TABLE `axes` (
	`release` text NOT NULL,
	`code` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`title_en` text NOT NULL,
	`numeral` text,
	`thematic_objective` text,
	`members` text,
	PRIMARY KEY(`release`, `code`)
);
--> statement-breakpoint
CREATE TABLE `check_figures` (
	`release` text NOT NULL,
	`check` text NOT NULL,
	`side` text NOT NULL,
	`observation` text NOT NULL,
	`part` text NOT NULL,
	PRIMARY KEY(`release`, `check`, `side`, `observation`)
);
--> statement-breakpoint
CREATE TABLE `checks` (
	`release` text NOT NULL,
	`code` text NOT NULL,
	`title` text NOT NULL,
	`title_en` text NOT NULL,
	`relation` text NOT NULL,
	`left` real NOT NULL,
	`right` real NOT NULL,
	`difference` real NOT NULL,
	`tolerance` real NOT NULL,
	`outcome` text NOT NULL,
	`note` text,
	`family` text NOT NULL,
	`year` integer NOT NULL,
	`axis` text,
	`unit` text NOT NULL,
	PRIMARY KEY(`release`, `code`)
);
--> statement-breakpoint
CREATE TABLE `facts` (
	`release` text NOT NULL,
	`code` text NOT NULL,
	`indicator` text NOT NULL,
	`basis` text NOT NULL,
	`year` integer NOT NULL,
	`axis` text,
	`priority` text,
	`initiative` text,
	`sex` text,
	`target_group` text,
	`period` text,
	`scope` text,
	`value` real,
	`unit` text,
	`qualifier` text,
	`precision` real,
	`low` real,
	`high` real,
	`status` text NOT NULL,
	`reason` text,
	`observation` text,
	`prints` integer NOT NULL,
	`agree` integer NOT NULL,
	`reason_en` text,
	PRIMARY KEY(`release`, `code`)
);
--> statement-breakpoint
CREATE TABLE `findings` (
	`release` text NOT NULL,
	`code` text NOT NULL,
	`question` text NOT NULL,
	`question_en` text NOT NULL,
	`answer` text NOT NULL,
	`answer_en` text NOT NULL,
	`source` text NOT NULL,
	`line` integer NOT NULL,
	PRIMARY KEY(`release`, `code`)
);
--> statement-breakpoint
CREATE TABLE `indicators` (
	`release` text NOT NULL,
	`code` text NOT NULL,
	`title` text NOT NULL,
	`title_en` text NOT NULL,
	`kind` text NOT NULL,
	`unit` text,
	`accumulation` text NOT NULL,
	`additive_over` text,
	`overlaps` text,
	`official` text,
	`annex` text,
	`definition` text NOT NULL,
	`definition_en` text NOT NULL,
	`numerator` text,
	`denominator` text,
	`over` text,
	PRIMARY KEY(`release`, `code`)
);
--> statement-breakpoint
CREATE TABLE `initiative_actions` (
	`release` text NOT NULL,
	`initiative` text NOT NULL,
	`action` text NOT NULL,
	`source` text NOT NULL,
	`line` integer NOT NULL,
	PRIMARY KEY(`release`, `initiative`, `action`)
);
--> statement-breakpoint
CREATE TABLE `initiatives` (
	`release` text NOT NULL,
	`code` text NOT NULL,
	`title` text NOT NULL,
	`title_en` text NOT NULL,
	`part_of` text,
	`variants` text,
	`description` text NOT NULL,
	`description_en` text NOT NULL,
	PRIMARY KEY(`release`, `code`)
);
--> statement-breakpoint
CREATE TABLE `notes` (
	`release` text NOT NULL,
	`code` text NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`title_en` text NOT NULL,
	`text` text NOT NULL,
	`text_en` text NOT NULL,
	PRIMARY KEY(`release`, `code`)
);
--> statement-breakpoint
CREATE TABLE `objectives` (
	`release` text NOT NULL,
	`code` text NOT NULL,
	`axis` text NOT NULL,
	`printed` text NOT NULL,
	`title` text NOT NULL,
	`title_en` text NOT NULL,
	`source` text NOT NULL,
	`line` integer NOT NULL,
	PRIMARY KEY(`release`, `code`)
);
--> statement-breakpoint
CREATE TABLE `observations` (
	`release` text NOT NULL,
	`id` text NOT NULL,
	`source` text NOT NULL,
	`section` text,
	`line` integer NOT NULL,
	`occurrence` integer NOT NULL,
	`place` text NOT NULL,
	`label` text NOT NULL,
	`year` integer NOT NULL,
	`period` text,
	`indicator` text NOT NULL,
	`basis` text NOT NULL,
	`axis` text,
	`priority` text,
	`initiative` text,
	`sex` text,
	`target_group` text,
	`scope` text,
	`stage` text,
	`value` real,
	`unit` text,
	`qualifier` text,
	`precision` real,
	`printed` text NOT NULL,
	`inferred` text,
	`note` text,
	PRIMARY KEY(`release`, `id`)
);
--> statement-breakpoint
CREATE TABLE `pointer` (
	`id` integer PRIMARY KEY NOT NULL,
	`release` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `priorities` (
	`release` text NOT NULL,
	`code` text NOT NULL,
	`axis` text NOT NULL,
	`title` text NOT NULL,
	`title_en` text NOT NULL,
	`reference` text,
	PRIMARY KEY(`release`, `code`)
);
--> statement-breakpoint
CREATE TABLE `programme` (
	`release` text NOT NULL,
	`code` text NOT NULL,
	`title` text NOT NULL,
	`title_en` text NOT NULL,
	`cci` text NOT NULL,
	`cci_reference` text NOT NULL,
	`fund` text NOT NULL,
	`fund_en` text NOT NULL,
	`period_start` integer NOT NULL,
	`period_end` integer NOT NULL,
	`region` text NOT NULL,
	`nuts` text NOT NULL,
	`nuts_reference` text NOT NULL,
	`managing_body` text NOT NULL,
	`ipa` text NOT NULL,
	`ipa_reference` text NOT NULL,
	PRIMARY KEY(`release`, `code`)
);
--> statement-breakpoint
CREATE TABLE `progress` (
	`release` text NOT NULL,
	`indicator` text NOT NULL,
	`axis` text NOT NULL,
	`priority` text NOT NULL,
	`year` integer NOT NULL,
	`basis` text NOT NULL,
	`achieved` real NOT NULL,
	`achieved_observation` text NOT NULL,
	`target_year` integer NOT NULL,
	`target` real NOT NULL,
	`target_observation` text NOT NULL,
	`ratio` real,
	`reached` text,
	`scope` text,
	`note` text,
	PRIMARY KEY(`release`, `indicator`, `axis`, `priority`, `year`, `basis`)
);
--> statement-breakpoint
CREATE TABLE `release_datasets` (
	`release` text NOT NULL,
	`dataset` text NOT NULL,
	`rows` integer NOT NULL,
	`digest` text NOT NULL,
	`bytes` integer NOT NULL,
	`changed_at` text NOT NULL,
	PRIMARY KEY(`release`, `dataset`)
);
--> statement-breakpoint
CREATE TABLE `releases` (
	`id` text PRIMARY KEY NOT NULL,
	`published_at` text NOT NULL,
	`digest` text NOT NULL,
	`latest_year` integer NOT NULL,
	`retired_at` text
);
--> statement-breakpoint
CREATE TABLE `restatements` (
	`release` text NOT NULL,
	`observation` text NOT NULL,
	`fact` text NOT NULL,
	`other` text NOT NULL,
	`relation` text NOT NULL,
	`difference` real,
	`span` text NOT NULL,
	PRIMARY KEY(`release`, `observation`)
);
--> statement-breakpoint
CREATE TABLE `snapshots` (
	`release` text NOT NULL,
	`year` integer NOT NULL,
	`axis` text NOT NULL,
	`date` text NOT NULL,
	`allocated` real,
	`programmed` real,
	`committed` real,
	`paid` real,
	`certified` real,
	`finance_scope` text,
	`programmed_of_allocated` real,
	`committed_of_allocated` real,
	`paid_of_allocated` real,
	`certified_of_allocated` real,
	`participants` real,
	`participants_female` real,
	`participants_male` real,
	`vulnerable` real,
	`disabled` real,
	`migrants` real,
	`other_disadvantaged` real,
	`participants_scope` text,
	`notes` text,
	`allocated_observation` text,
	`programmed_observation` text,
	`committed_observation` text,
	`paid_observation` text,
	`certified_observation` text,
	`participants_observation` text,
	`participants_female_observation` text,
	`participants_male_observation` text,
	`vulnerable_observation` text,
	`disabled_observation` text,
	`migrants_observation` text,
	`other_disadvantaged_observation` text,
	PRIMARY KEY(`release`, `year`, `axis`)
);
--> statement-breakpoint
CREATE TABLE `sources` (
	`release` text NOT NULL,
	`code` text NOT NULL,
	`title` text NOT NULL,
	`title_en` text NOT NULL,
	`kind` text NOT NULL,
	`year` integer NOT NULL,
	`data_date` text,
	`approval_date` text,
	`publisher` text NOT NULL,
	`lines` integer NOT NULL,
	`sha256` text NOT NULL,
	`licence` text,
	PRIMARY KEY(`release`, `code`)
);
