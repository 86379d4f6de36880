import "server-only";
import { PLANNED_ANEW } from "./planned-anew";

/**
 * Parameters: what a value may begin with, the text for words, how many, organisations (uuid[] or null).
 * Only comparisons that cannot leak are used (=, >=, <): PostgreSQL may then look into the index before it asks the
 * policies, which it does not for LIKE or similarity. What is compared with is worked out before (materialized): a
 * concatenation within the comparison would count as leaking.
 */
export const SEARCH_SQL = `${PLANNED_ANEW}
with asked as materialized (
  select key, (key || chr(1114111)) collate "C" as upto
  from (
    select $1::text as key where length($1::text) >= 2
    union select clavis_fold($2::text) where length(clavis_fold($2::text)) >= 2
  ) a
), words as materialized (
  select word, (word || chr(1114111)) collate "C" as upto, row_number() over () as number, count(*) over () as total
  from regexp_split_to_table(clavis_fold($2::text), ' ') word where length(word) >= 2
  limit 6
), spelled as materialized (
  select w.number, w.total, ('~' || spelling) collate "C" as key
  from words w, clavis_spellings(w.word) spelling where length(w.word) >= 4
), found as (
  select k.organisation_id, k.kind, k.value, k.weight + case when k.key = a.key then 0 else 2 end as rank
  from asked a
  join search_keys k on k.key >= a.key and k.key < a.upto and k.weight < 4
  where $4::uuid[] is null or k.organisation_id = any ($4::uuid[])
), by_words as (
  select k.organisation_id, min(k.kind) as kind, min(k.value) as value, 8 as rank
  from words w
  join search_keys k on k.key >= w.word and k.key < w.upto and k.weight < 4
  where w.total > 1 and ($4::uuid[] is null or k.organisation_id = any ($4::uuid[]))
  group by k.organisation_id, w.total having count(distinct w.number) = w.total
), alike as (
  select k.organisation_id, min(k.kind) as kind, min(k.value) as value, 16 as rank
  from spelled w
  join search_keys k on k.key = w.key and k.weight = 4
  where not exists (select from found) and not exists (select from by_words)
    and ($4::uuid[] is null or k.organisation_id = any ($4::uuid[]))
  group by k.organisation_id, w.total having count(distinct w.number) = w.total
), best as (
  select distinct on (organisation_id) organisation_id, kind, value, rank
  from (select * from found union all select * from by_words union all select * from alike) hits
  order by organisation_id, rank, length(value), kind
)
select o.id, o.name, o.ims_org_id as "imsOrgId", b.kind, b.value, b.rank = 16 as typo
from best b join organisations o on o.id = b.organisation_id
order by b.rank, o.name, o.id
limit $3::int`;
