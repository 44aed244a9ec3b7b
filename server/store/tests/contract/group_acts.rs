//! Writing groups: one way, all or nothing.

use crate::founded::{
    COURSE, NEXT_PERIOD, OTHER_COURSE, OTHER_PERIOD, PERIOD, after, audited, director, founded, id_of, make, name,
    new_group, new_set, shape, state, try_make, with_tutor,
};
use domain::groups::acts::{GroupEdit, SetChoice, add_groups, delete_groups, edit_group, rename_set};
use domain::groups::{Act, Change, Refusal, Version};
use domain::id::{GroupId, PeriodId};
use domain::tutoring::TutorKind;
use store::testing::{NOW, TestStore, learner, worker};
use store::{By, Store, StoreError};

/// Does these changes as they are.
async fn change(store: &Store, changes: &[Change]) -> Result<(), StoreError> {
    let act = Act::new("groups.test", "Test.".into(), changes.to_vec());
    store.act(COURSE, PERIOD, None, &director(), |_, _| Ok(act)).await.map(drop)
}

fn refusal(outcome: Result<impl core::fmt::Debug, StoreError>) -> Refusal {
    match outcome {
        Err(StoreError::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

store::on_both_databases! {
    async fn groups_are_kept_as_they_were_made(store: TestStore) {
        founded(&store).await;
        let groups = [
            with_tutor(new_group("PBL 1", &[learner(1), learner(9)]), worker(2), TutorKind::TeachersAssistant),
            new_group("2", &[]),
        ];
        let entry = make(&store, "PBL", &groups).await;
        assert_eq!((entry.version, entry.at, entry.actor.as_deref()), (Version(1), NOW, Some("Årsen, Ada")));
        assert_eq!(entry.words, "2 groups created with 2 learners.");
        let state = state(&store).await;
        assert_eq!(state.version, Version(1));
        let (set, kept) = state.sets().next().unwrap();
        assert_eq!((kept.name.as_str(), kept.several), ("PBL", false));
        let group = state.group(state.group_named(&name("pbl 1")).unwrap()).unwrap();
        assert_eq!((group.set, group.members.len()), (set, 2));
        assert_eq!(group.tutors.get(&worker(2)), Some(&TutorKind::TeachersAssistant));
        assert!(state.group(state.group_named(&name("2")).unwrap()).unwrap().members.is_empty());
    }

    async fn every_act_raises_the_version_and_tells_history_and_audit(store: TestStore) {
        founded(&store).await;
        let before = audited(&store).await;
        make(&store, "A", &[new_group("A", &[])]).await;
        let a = id_of(&store, "A").await;
        let later = By { user: None, acted_as: None, at: after(5) };
        store.act(COURSE, PERIOD, Some(Version(1)), &later, |state, _| delete_groups(state, &[a])).await.unwrap();
        let history = store.history(COURSE, PERIOD, 10).await.unwrap();
        let said: Vec<_> = history.iter().map(|e| (e.version.0, e.actor.as_deref(), e.words.as_str(), e.at)).collect();
        assert_eq!(said, [(2, None, "A deleted.", after(5)), (1, Some("Årsen, Ada"), "1 group created, empty.", NOW)]);
        assert_eq!(store.history(COURSE, PERIOD, 1).await.unwrap().len(), 1);
        assert!(store.history(COURSE, NEXT_PERIOD, 10).await.unwrap().is_empty());
        let rows = store.audit(None, "", None, 2).await.unwrap();
        assert_eq!((rows[0].action.as_str(), rows[0].object.as_str()), ("groups.delete", "MED-1, Term 1"));
        assert_eq!((rows[1].action.as_str(), rows[1].words.as_str()), ("groups.create", "1 group created, empty."));
        assert_eq!(audited(&store).await, before + 2);
    }

    async fn a_stale_version_is_refused_with_what_changed(store: TestStore) {
        founded(&store).await;
        make(&store, "A", &[new_group("A", &[])]).await;
        let base = state(&store).await.version;
        make(&store, "B", &[new_group("B", &[])]).await;
        make(&store, "C", &[new_group("C", &[learner(1)])]).await;
        let before = (shape(&state(&store).await), audited(&store).await);
        let a = id_of(&store, "A").await;
        let stale = store.act(COURSE, PERIOD, Some(base), &director(), |state, _| delete_groups(state, &[a])).await;
        let Refusal::Stale { since } = refusal(stale) else { panic!("not stale") };
        let said: Vec<_> = since.iter().map(|e| (e.version.0, e.words.as_str())).collect();
        assert_eq!(said, [(2, "1 group created, empty."), (3, "1 group created with 1 learner.")]);
        assert_eq!(since[0].actor.as_deref(), Some("Årsen, Ada"));
        assert_eq!((shape(&state(&store).await), audited(&store).await), before);
        assert_eq!(state(&store).await.version, Version(3));
    }

    async fn a_version_from_the_future_is_stale_too(store: TestStore) {
        founded(&store).await;
        let stale = store.act(COURSE, PERIOD, Some(Version(7)), &director(), |_, _| Err(Refusal::Nothing)).await;
        assert_eq!(refusal(stale), Refusal::Stale { since: Vec::new() });
    }

    async fn what_the_rules_refuse_changes_nothing(store: TestStore) {
        founded(&store).await;
        make(&store, "PBL", &[new_group("PBL 1", &[learner(1)])]).await;
        let one = id_of(&store, "PBL 1").await;
        let before = (shape(&state(&store).await), audited(&store).await, state(&store).await.version);
        let unenrolled = Change::Place { learner: learner(12), group: one };
        let ok = Change::Place { learner: learner(2), group: one };
        assert_eq!(
            refusal(change(&store, &[ok.clone(), unenrolled]).await),
            Refusal::NotEnrolled { learner: learner(12) }
        );
        let student = Change::AddTutor { group: one, tutor: learner(3), kind: TutorKind::Tutor };
        assert_eq!(refusal(change(&store, &[ok.clone(), student]).await), Refusal::NoTutorRole { tutor: learner(3) });
        let foreigner = Change::AddTutor { group: one, tutor: worker(11), kind: TutorKind::Tutor };
        assert_eq!(refusal(change(&store, &[ok, foreigner]).await), Refusal::NoTutorRole { tutor: worker(11) });
        assert_eq!(refusal(change(&store, &[]).await), Refusal::Nothing);
        let said = store.act(COURSE, PERIOD, None, &director(), |_, _| Err(Refusal::PreviewMoved)).await;
        assert_eq!(refusal(said), Refusal::PreviewMoved);
        assert_eq!((shape(&state(&store).await), audited(&store).await, state(&store).await.version), before);
    }

    async fn names_are_compared_folded(store: TestStore) {
        founded(&store).await;
        make(&store, "Été", &[new_group("Été 1", &[])]).await;
        assert_eq!(
            refusal(try_make(&store, "Other", &[new_group("ETE 1", &[])]).await),
            Refusal::NameTaken(name("ETE 1"))
        );
        assert_eq!(
            refusal(try_make(&store, "ete", &[new_group("New", &[])]).await),
            Refusal::SetNameTaken(name("ete"))
        );
        let id = id_of(&store, "ete 1").await;
        let rename = GroupEdit { rename: Some(name("ÉTÉ 1")), ..GroupEdit::default() };
        store.act(COURSE, PERIOD, None, &director(), |state, _| edit_group(state, id, &rename)).await.unwrap();
        assert_eq!(state(&store).await.group(id).unwrap().name, name("ÉTÉ 1"), "its own name is not in its way");
    }

    async fn the_name_of_a_deleted_group_is_free(store: TestStore) {
        founded(&store).await;
        make(&store, "A", &[new_group("PBL 1", &[learner(1)])]).await;
        let old = id_of(&store, "PBL 1").await;
        let deleted =
            store.act(COURSE, PERIOD, None, &director(), |state, _| delete_groups(state, &[old])).await.unwrap();
        make(&store, "B", &[new_group("pbl 1", &[learner(2)])]).await;
        let new = id_of(&store, "PBL 1").await;
        assert_ne!(old, new);
        let refused = refusal(store.undo(COURSE, PERIOD, deleted.id, &director()).await);
        let Refusal::InTheWay { later, why } = refused else { panic!("{refused:?}") };
        assert_eq!((later.version, *why), (Version(3), Refusal::NameTaken(name("PBL 1"))));
        let kept = state(&store).await.kept(old).cloned().unwrap();
        assert!(kept.deleted && kept.members.contains(&learner(1)), "a deleted group keeps its members");
    }

    async fn names_may_change_places_in_one_act(store: TestStore) {
        founded(&store).await;
        make(&store, "S", &[new_group("One", &[learner(1)]), new_group("Two", &[learner(2)])]).await;
        let (one, two) = (id_of(&store, "One").await, id_of(&store, "Two").await);
        let rename = |group, from, to| Change::RenameGroup { group, from: name(from), to: name(to) };
        change(&store, &[rename(one, "One", "Tmp"), rename(two, "Two", "One"), rename(one, "Tmp", "Two")])
            .await
            .unwrap();
        assert_eq!((id_of(&store, "One").await, id_of(&store, "Two").await), (two, one));
        let gone_and_come = [
            Change::DeleteGroup { group: two },
            rename(one, "Two", "One"),
            Change::CreateGroup {
                group: GroupId(400),
                set: state(&store).await.sets().next().unwrap().0,
                name: name("Two"),
            },
        ];
        change(&store, &gone_and_come).await.unwrap();
        assert_eq!((id_of(&store, "One").await, id_of(&store, "Two").await), (one, GroupId(400)));
    }

    async fn set_names_may_change_places_in_one_act(store: TestStore) {
        founded(&store).await;
        make(&store, "One", &[new_group("a", &[])]).await;
        make(&store, "Two", &[new_group("b", &[])]).await;
        let now = state(&store).await;
        let (one, two) = (now.set_named(&name("One")).unwrap(), now.set_named(&name("Two")).unwrap());
        let rename = |set, from, to| Change::RenameSet { set, from: name(from), to: name(to) };
        change(&store, &[rename(one, "One", "Tmp"), rename(two, "Two", "One"), rename(one, "Tmp", "Two")])
            .await
            .unwrap();
        let now = state(&store).await;
        assert_eq!((now.set_named(&name("One")), now.set_named(&name("Two"))), (Some(two), Some(one)));
    }

    async fn many_changes_to_one_group_come_to_what_they_come_to(store: TestStore) {
        founded(&store).await;
        make(&store, "S", &[with_tutor(new_group("G", &[learner(1)]), worker(2), TutorKind::Tutor)]).await;
        let group = id_of(&store, "G").await;
        let set = state(&store).await.group(group).unwrap().set;
        let fleeting = GroupId(450);
        change(
            &store,
            &[
                Change::Place { learner: learner(2), group },
                Change::TakeOut { learner: learner(2), group },
                Change::TakeOut { learner: learner(1), group },
                Change::Place { learner: learner(1), group },
                Change::RemoveTutor { group, tutor: worker(2), kind: TutorKind::Tutor },
                Change::AddTutor { group, tutor: worker(2), kind: TutorKind::Auditor },
                Change::AddTutor { group, tutor: worker(3), kind: TutorKind::Tutor },
                Change::RetitleTutor { group, tutor: worker(3), from: TutorKind::Tutor, to: TutorKind::Teacher },
                Change::CreateGroup { group: fleeting, set, name: name("Fleeting") },
                Change::DiscardGroup { group: fleeting, set, name: name("Fleeting") },
                Change::DeleteGroup { group },
                Change::RestoreGroup { group },
            ],
        )
        .await
        .unwrap();
        let now = state(&store).await;
        let kept = now.group(group).unwrap();
        assert_eq!(kept.members.iter().copied().collect::<Vec<_>>(), [learner(1)]);
        let tutors: Vec<_> = kept.tutors.iter().map(|(tutor, kind)| (*tutor, *kind)).collect();
        assert_eq!(tutors, [(worker(2), TutorKind::Auditor), (worker(3), TutorKind::Teacher)]);
        assert!(now.kept(fleeting).is_none());
    }

    async fn a_group_page_saves_differences(store: TestStore) {
        founded(&store).await;
        let tutored = with_tutor(new_group("PBL 1", &[learner(1), learner(2)]), worker(2), TutorKind::Tutor);
        make(&store, "PBL", &[tutored, new_group("PBL 2", &[learner(3)])]).await;
        let one = id_of(&store, "PBL 1").await;
        let edit = GroupEdit {
            rename: Some(name("First")),
            remove_members: vec![learner(1)],
            add_members: vec![learner(3), learner(4)],
            remove_tutors: vec![worker(2)],
            set_tutors: vec![(worker(3), TutorKind::Teacher)],
        };
        let entry =
            store.act(COURSE, PERIOD, None, &director(), |state, _| edit_group(state, one, &edit)).await.unwrap();
        assert!(entry.words.starts_with("PBL 1: renamed to “First”"), "{}", entry.words);
        let (_, view) = store.group(COURSE, one).await.unwrap().unwrap();
        let members: Vec<_> = view.members.iter().map(|(p, _)| p.id).collect();
        assert_eq!((view.name, members), (name("First"), vec![learner(2), learner(3), learner(4)]));
        assert_eq!(
            view.tutors.iter().map(|(p, kind)| (p.id, *kind)).collect::<Vec<_>>(),
            [(worker(3), TutorKind::Teacher)]
        );
    }

    async fn a_statement_that_fails_in_the_middle_leaves_nothing(store: TestStore) {
        founded(&store).await;
        // A group of another course has the id this act gives, which the rules of one place cannot know.
        let foreign = new_set("Foreign");
        let groups = [new_group("Foreign", &[learner(21)])];
        store
            .act(OTHER_COURSE, OTHER_PERIOD, None, &director(), |state, mint| {
                add_groups(state, mint, &foreign, &groups)
            })
            .await
            .unwrap();
        let taken =
            store.course_groups(OTHER_COURSE, OTHER_PERIOD).await.unwrap().group_named(&name("Foreign")).unwrap();
        make(&store, "PBL", &[new_group("PBL 1", &[learner(1)])]).await;
        let before = (shape(&state(&store).await), audited(&store).await, state(&store).await.version);
        let one = id_of(&store, "PBL 1").await;
        let set = state(&store).await.group(one).unwrap().set;
        let failed = change(
            &store,
            &[
                Change::TakeOut { learner: learner(1), group: one },
                Change::RenameGroup { group: one, from: name("PBL 1"), to: name("Renamed") },
                Change::CreateGroup { group: taken, set, name: name("New") },
                Change::Place { learner: learner(2), group: taken },
            ],
        )
        .await;
        assert!(matches!(failed, Err(StoreError::Fault(_))), "{failed:?}");
        assert_eq!((shape(&state(&store).await), audited(&store).await, state(&store).await.version), before);
        make(&store, "Next", &[new_group("Next", &[learner(3)])]).await;
    }

    async fn a_refused_act_uses_up_no_ids(store: TestStore) {
        founded(&store).await;
        make(&store, "A", &[new_group("A", &[])]).await;
        try_make(&store, "B", &[new_group("A", &[])]).await.unwrap_err();
        make(&store, "C", &[new_group("C", &[])]).await;
        assert_eq!(id_of(&store, "C").await.0, id_of(&store, "A").await.0 + 2, "one for the set, one for the group");
    }

    async fn periods_do_not_share_groups_or_versions(store: TestStore) {
        founded(&store).await;
        make(&store, "PBL", &[new_group("PBL 1", &[learner(1)])]).await;
        let set = new_set("PBL");
        let groups = [new_group("PBL 1", &[learner(1)])];
        let entry = store
            .act(COURSE, NEXT_PERIOD, Some(Version(0)), &director(), |state, mint| {
                add_groups(state, mint, &set, &groups)
            })
            .await
            .unwrap();
        assert_eq!(entry.version, Version(1));
        assert_eq!(store.dashboard(COURSE, NEXT_PERIOD).await.unwrap().groups.len(), 1);
        assert_eq!(store.dashboard(COURSE, PERIOD).await.unwrap().groups.len(), 1);
    }

    async fn sets_are_renamed_and_filled_further(store: TestStore) {
        founded(&store).await;
        make(&store, "PBL", &[new_group("PBL 1", &[learner(1)])]).await;
        let set = state(&store).await.set_named(&name("PBL")).unwrap();
        store.act(COURSE, PERIOD, None, &director(), |state, _| rename_set(state, set, &name("Small"))).await.unwrap();
        let more = [new_group("PBL 2", &[learner(1)])];
        let existing = SetChoice::Existing(set);
        let seated =
            store.act(COURSE, PERIOD, None, &director(), |state, mint| add_groups(state, mint, &existing, &more)).await;
        assert_eq!(refusal(seated), Refusal::InAnotherGroup { learner: learner(1), group: name("PBL 1") });
        let more = [new_group("PBL 2", &[learner(2)])];
        store
            .act(COURSE, PERIOD, None, &director(), |state, mint| add_groups(state, mint, &existing, &more))
            .await
            .unwrap();
        let sets = store.dashboard(COURSE, PERIOD).await.unwrap().sets;
        assert_eq!(sets.iter().map(|s| (s.name.as_str(), s.groups)).collect::<Vec<_>>(), [("Small", 2)]);
    }

    async fn a_set_that_allows_several_groups_is_kept_so(store: TestStore) {
        founded(&store).await;
        let set = SetChoice::New { name: name("Clubs"), several: true };
        let groups = [new_group("Chess", &[learner(1)]), new_group("Choir", &[learner(1)])];
        store
            .act(COURSE, PERIOD, None, &director(), |state, mint| add_groups(state, mint, &set, &groups))
            .await
            .unwrap();
        assert!(store.dashboard(COURSE, PERIOD).await.unwrap().sets[0].several);
        let more = [new_group("Film", &[learner(1)])];
        let set = SetChoice::Existing(state(&store).await.set_named(&name("Clubs")).unwrap());
        store.act(COURSE, PERIOD, None, &director(), |state, mint| add_groups(state, mint, &set, &more)).await.unwrap();
        assert_eq!(store.own_groups(learner(1)).await.unwrap().len(), 3);
    }

    async fn a_place_that_is_none_is_missing(store: TestStore) {
        founded(&store).await;
        for (course, period, expected) in [
            (COURSE, OTHER_PERIOD, "period"),
            (COURSE, PeriodId(99), "period"),
            (domain::id::CourseId(99), PERIOD, "course"),
        ] {
            let acted = store.act(course, period, None, &director(), |_, _| Err(Refusal::Nothing)).await.map(drop);
            let read = store.course_groups(course, period).await.map(drop);
            let seen = store.dashboard(course, period).await.map(drop);
            for outcome in [acted, read, seen] {
                assert!(matches!(outcome, Err(StoreError::Missing(what)) if what == expected), "{outcome:?}");
            }
        }
    }

    async fn two_thousand_five_hundred_rows_are_one_act(store: TestStore) {
        let by = By { user: None, acted_as: None, at: NOW };
        store.found_school(&store::testing::big_school(2_000), &by).await.unwrap();
        let groups: Vec<_> = (0..250)
            .map(|g| new_group(&format!("PBL {g}"), &(1..=8).map(|n| learner(g * 8 + n)).collect::<Vec<_>>()))
            .collect();
        let set = new_set("PBL");
        let entry =
            store.act(COURSE, PERIOD, None, &by, |state, mint| add_groups(state, mint, &set, &groups)).await.unwrap();
        let dashboard = store.dashboard(COURSE, PERIOD).await.unwrap();
        assert_eq!((dashboard.groups.len(), dashboard.enrolled, dashboard.placed), (250, 2_000, 2_000));
        store.undo(COURSE, PERIOD, entry.id, &by).await.unwrap();
        assert_eq!(shape(&state(&store).await), shape(&domain::groups::CourseGroups::default()));
    }
}
