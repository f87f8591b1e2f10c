-- Worklists look for what began lately, whoever it is about. Few kinds of events start one, so the index is small.
CREATE INDEX care_event_for_worklists ON care_event (kind, starts)
  WHERE kind IN ('ready-for-discharge', 'referral', 'care-service');
CREATE INDEX provider_spell_by_start ON provider_spell (starts);
CREATE INDEX provider_spell_by_end ON provider_spell (ends);
