CREATE TABLE `codes` (
	`release` text NOT NULL,
	`subject` text NOT NULL,
	`code` text NOT NULL,
	`scheme` text NOT NULL,
	`notation` text NOT NULL,
	`uri` text,
	`reference` text NOT NULL,
	`reference_en` text NOT NULL,
	PRIMARY KEY(`release`, `subject`, `code`, `scheme`, `notation`)
);
--> statement-breakpoint
CREATE INDEX `codes_by_code` ON `codes` (`release`,`code`,`subject`,`scheme`,`notation`);--> statement-breakpoint
CREATE INDEX `codes_by_scheme` ON `codes` (`release`,`scheme`,`subject`,`code`,`notation`);--> statement-breakpoint
CREATE INDEX `actions_by_objective` ON `actions` (`release`,`objective`,`code`);--> statement-breakpoint
CREATE INDEX `acts_by_kind` ON `acts` (`release`,`kind`,`code`);--> statement-breakpoint
CREATE INDEX `aliases_by_language` ON `aliases` (`release`,`language`,`subject`,`code`,`alias`);--> statement-breakpoint
CREATE INDEX `annotations_by_observation` ON `annotations` (`release`,`observation`,`note`);--> statement-breakpoint
CREATE INDEX `annotations_by_role` ON `annotations` (`release`,`role`,`note`,`observation`);--> statement-breakpoint
CREATE INDEX `audiences_by_axis` ON `audiences` (`release`,`axis`,`code`);--> statement-breakpoint
CREATE INDEX `audiences_by_role` ON `audiences` (`release`,`role`,`code`);--> statement-breakpoint
CREATE INDEX `audiences_by_list` ON `audiences` (`release`,`list`,`code`);--> statement-breakpoint
CREATE INDEX `axes_by_kind` ON `axes` (`release`,`kind`,`code`);--> statement-breakpoint
CREATE INDEX `check_figures_by_side` ON `check_figures` (`release`,`side`,`check`,`observation`);--> statement-breakpoint
CREATE INDEX `check_figures_by_observation` ON `check_figures` (`release`,`observation`,`check`,`side`);--> statement-breakpoint
CREATE INDEX `check_figures_by_part` ON `check_figures` (`release`,`part`,`check`,`side`,`observation`);--> statement-breakpoint
CREATE INDEX `checks_by_relation` ON `checks` (`release`,`relation`,`code`);--> statement-breakpoint
CREATE INDEX `checks_by_outcome` ON `checks` (`release`,`outcome`,`code`);--> statement-breakpoint
CREATE INDEX `checks_by_note` ON `checks` (`release`,`note`,`code`);--> statement-breakpoint
CREATE INDEX `checks_by_family` ON `checks` (`release`,`family`,`code`);--> statement-breakpoint
CREATE INDEX `checks_by_year` ON `checks` (`release`,`year`,`code`);--> statement-breakpoint
CREATE INDEX `checks_by_axis` ON `checks` (`release`,`axis`,`code`);--> statement-breakpoint
CREATE INDEX `checks_by_unit` ON `checks` (`release`,`unit`,`code`);--> statement-breakpoint
CREATE INDEX `claim_figures_by_side` ON `claim_figures` (`release`,`side`,`claim`,`observation`);--> statement-breakpoint
CREATE INDEX `claim_figures_by_observation` ON `claim_figures` (`release`,`observation`,`claim`,`side`);--> statement-breakpoint
CREATE INDEX `claim_figures_by_part` ON `claim_figures` (`release`,`part`,`claim`,`side`,`observation`);--> statement-breakpoint
CREATE INDEX `claims_by_family` ON `claims` (`release`,`family`,`code`);--> statement-breakpoint
CREATE INDEX `claims_by_relation` ON `claims` (`release`,`relation`,`code`);--> statement-breakpoint
CREATE INDEX `deadlines_by_year` ON `deadlines` (`release`,`year`,`basis`);--> statement-breakpoint
CREATE INDEX `facts_by_indicator` ON `facts` (`release`,`indicator`,`code`);--> statement-breakpoint
CREATE INDEX `facts_by_basis` ON `facts` (`release`,`basis`,`code`);--> statement-breakpoint
CREATE INDEX `facts_by_year` ON `facts` (`release`,`year`,`code`);--> statement-breakpoint
CREATE INDEX `facts_by_axis` ON `facts` (`release`,`axis`,`code`);--> statement-breakpoint
CREATE INDEX `facts_by_priority` ON `facts` (`release`,`priority`,`code`);--> statement-breakpoint
CREATE INDEX `facts_by_initiative` ON `facts` (`release`,`initiative`,`code`);--> statement-breakpoint
CREATE INDEX `facts_by_sex` ON `facts` (`release`,`sex`,`code`);--> statement-breakpoint
CREATE INDEX `facts_by_target_group` ON `facts` (`release`,`target_group`,`code`);--> statement-breakpoint
CREATE INDEX `facts_by_period` ON `facts` (`release`,`period`,`code`);--> statement-breakpoint
CREATE INDEX `facts_by_scope` ON `facts` (`release`,`scope`,`code`);--> statement-breakpoint
CREATE INDEX `facts_by_main_initiative` ON `facts` (`release`,`main_initiative`,`code`);--> statement-breakpoint
CREATE INDEX `gaps_by_source` ON `gaps` (`release`,`source`,`code`);--> statement-breakpoint
CREATE INDEX `gaps_by_status` ON `gaps` (`release`,`status`,`code`);--> statement-breakpoint
CREATE INDEX `indicators_by_kind` ON `indicators` (`release`,`kind`,`code`);--> statement-breakpoint
CREATE INDEX `indicators_by_unit` ON `indicators` (`release`,`unit`,`code`);--> statement-breakpoint
CREATE INDEX `indicators_by_accumulation` ON `indicators` (`release`,`accumulation`,`code`);--> statement-breakpoint
CREATE INDEX `indicators_by_numerator` ON `indicators` (`release`,`numerator`,`code`);--> statement-breakpoint
CREATE INDEX `indicators_by_denominator` ON `indicators` (`release`,`denominator`,`code`);--> statement-breakpoint
CREATE INDEX `indicators_by_over` ON `indicators` (`release`,`over`,`code`);--> statement-breakpoint
CREATE INDEX `initiative_actions_by_action` ON `initiative_actions` (`release`,`action`,`initiative`);--> statement-breakpoint
CREATE INDEX `initiatives_by_part_of` ON `initiatives` (`release`,`part_of`,`code`);--> statement-breakpoint
CREATE INDEX `notes_by_kind` ON `notes` (`release`,`kind`,`code`);--> statement-breakpoint
CREATE INDEX `objectives_by_axis` ON `objectives` (`release`,`axis`,`code`);--> statement-breakpoint
CREATE INDEX `observations_by_year` ON `observations` (`release`,`year`,`id`);--> statement-breakpoint
CREATE INDEX `observations_by_period` ON `observations` (`release`,`period`,`id`);--> statement-breakpoint
CREATE INDEX `observations_by_indicator` ON `observations` (`release`,`indicator`,`id`);--> statement-breakpoint
CREATE INDEX `observations_by_basis` ON `observations` (`release`,`basis`,`id`);--> statement-breakpoint
CREATE INDEX `observations_by_axis` ON `observations` (`release`,`axis`,`id`);--> statement-breakpoint
CREATE INDEX `observations_by_priority` ON `observations` (`release`,`priority`,`id`);--> statement-breakpoint
CREATE INDEX `observations_by_initiative` ON `observations` (`release`,`initiative`,`id`);--> statement-breakpoint
CREATE INDEX `observations_by_sex` ON `observations` (`release`,`sex`,`id`);--> statement-breakpoint
CREATE INDEX `observations_by_target_group` ON `observations` (`release`,`target_group`,`id`);--> statement-breakpoint
CREATE INDEX `observations_by_scope` ON `observations` (`release`,`scope`,`id`);--> statement-breakpoint
CREATE INDEX `observations_by_main_initiative` ON `observations` (`release`,`main_initiative`,`id`);--> statement-breakpoint
CREATE INDEX `priorities_by_axis` ON `priorities` (`release`,`axis`,`code`);--> statement-breakpoint
CREATE INDEX `priorities_by_title_origin` ON `priorities` (`release`,`title_origin`,`code`);--> statement-breakpoint
CREATE INDEX `priorities_by_title_en_origin` ON `priorities` (`release`,`title_en_origin`,`code`);--> statement-breakpoint
CREATE INDEX `progress_by_axis` ON `progress` (`release`,`axis`,`indicator`,`priority`,`year`,`basis`);--> statement-breakpoint
CREATE INDEX `progress_by_priority` ON `progress` (`release`,`priority`,`indicator`,`axis`,`year`,`basis`);--> statement-breakpoint
CREATE INDEX `progress_by_year` ON `progress` (`release`,`year`,`indicator`,`axis`,`priority`,`basis`);--> statement-breakpoint
CREATE INDEX `progress_by_basis` ON `progress` (`release`,`basis`,`indicator`,`axis`,`priority`,`year`);--> statement-breakpoint
CREATE INDEX `progress_by_scope` ON `progress` (`release`,`scope`,`indicator`,`axis`,`priority`,`year`,`basis`);--> statement-breakpoint
CREATE INDEX `progress_by_note` ON `progress` (`release`,`note`,`indicator`,`axis`,`priority`,`year`,`basis`);--> statement-breakpoint
CREATE INDEX `restatements_by_fact` ON `restatements` (`release`,`fact`,`observation`);--> statement-breakpoint
CREATE INDEX `restatements_by_other` ON `restatements` (`release`,`other`,`observation`);--> statement-breakpoint
CREATE INDEX `restatements_by_relation` ON `restatements` (`release`,`relation`,`observation`);--> statement-breakpoint
CREATE INDEX `restatements_by_span` ON `restatements` (`release`,`span`,`observation`);--> statement-breakpoint
CREATE INDEX `restatements_by_note` ON `restatements` (`release`,`note`,`observation`);--> statement-breakpoint
CREATE INDEX `snapshots_by_axis` ON `snapshots` (`release`,`axis`,`year`);--> statement-breakpoint
CREATE INDEX `sources_by_kind` ON `sources` (`release`,`kind`,`code`);--> statement-breakpoint
CREATE INDEX `target_claims_by_axis` ON `target_claims` (`release`,`axis`,`indicator`,`priority`,`year`,`basis`);--> statement-breakpoint
CREATE INDEX `target_claims_by_priority` ON `target_claims` (`release`,`priority`,`indicator`,`axis`,`year`,`basis`);--> statement-breakpoint
CREATE INDEX `target_claims_by_year` ON `target_claims` (`release`,`year`,`indicator`,`axis`,`priority`,`basis`);--> statement-breakpoint
CREATE INDEX `target_claims_by_basis` ON `target_claims` (`release`,`basis`,`indicator`,`axis`,`priority`,`year`);--> statement-breakpoint
CREATE INDEX `target_claims_by_claim` ON `target_claims` (`release`,`claim`,`indicator`,`axis`,`priority`,`year`,`basis`);--> statement-breakpoint
CREATE INDEX `target_claims_by_observation` ON `target_claims` (`release`,`observation`,`indicator`,`axis`,`priority`,`year`,`basis`);--> statement-breakpoint
CREATE INDEX `withdrawn_by_successor` ON `withdrawn` (`release`,`successor`,`code`);