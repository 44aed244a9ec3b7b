//! Words that mean the same, by kind. No word stands for two things of one kind; what means one
//! thing here and another there (1 and 2 for genders, "teacher") is left out.

use super::Kind;

/// The place of the meaning that `key` (letters and digits, folded) has, if it has one.
pub(super) fn of(kind: Kind, key: &str) -> Option<usize> {
    all(kind).iter().position(|words| words.split(' ').any(|word| word == key))
}

const fn all(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Gender => GENDERS,
        Kind::Group => GROUPS,
        Kind::Role => ROLES,
        Kind::AccountStatus => STATUSES,
        Kind::Prefix => PREFIXES,
        Kind::Organisation | Kind::Department => &[],
    }
}

const GENDERS: &[&str] = &[
    "f female woman fem girl mme madame mlle mademoiselle mevrouw mevr sra senora senhora signora weiblich frau w femme feminin feminine femenino femenina mujer feminino feminina mulher \
     femminile femmina donna vrouw vrouwelijk kvinna kvinnlig kvinde kvindelig kvinne kvinnelig nainen k kobieta zena",
    "m male man masc boy monsieur dhr deheer meneer sr senor senhor signor signore mannlich maennlich mann herr homme masculin masculine masculino masculina hombre varon homem \
     maschile maschio uomo mannelijk manlig mand mandlig mannlig mies mezczyzna muz",
    "nb nonbinary nonbinaire nichtbinar nobinario naobinario nonbinario nietbinair ickebinar ikkebinaer enby \
     genderqueer x",
    "u undefined unknown unspecified notspecified notstated notknown notgiven notdisclosed undisclosed prefernottosay \
     declinetostate na unbekannt keineangabe ka ohneangabe inconnu nonprecise nonspecifie desconocido \
     noespecificado desconhecido naoinformado sconosciuto nonspecificato onbekend okand ukendt ukjent - – — ?",
];

const GROUPS: &[&str] = &[
    "student students learner learners stud studentin studenten studierende studierender studentinnen etudiant \
     etudiante etudiants estudiante estudiantes alumno alumna alumnos estudante estudantes aluno aluna alunos studente \
     studentessa studenti studenter elev",
    "faculty facultymember facultymembers academicstaff lehrkorper corpsprofessoral",
    "staff staffmember employee employees adminstaff administrativestaff mitarbeiter mitarbeiterin mitarbeitende \
     personnel personale personeel medewerker medewerkers ansatt ansatte anstalld medarbejder",
    "resident residents residente residentes assistenzarzt assistenzarztin",
    "alumni alumnus alumnae alum alums formerstudent formerstudents ehemalige ehemaliger absolvent absolventin \
     ancienetudiant exalumno egresado egresada",
    "medtech medicaltechnology",
];

const ROLES: &[&str] = &[
    "student students learner learners stud studentin studenten studierende studierender etudiant etudiante estudiante \
     alumno alumna estudante aluno aluna studente studentessa",
    "admin administrator administrators administrateur administratrice administrador administradora amministratore \
     administratorin beheerder",
    "director directors direktor direktorin directeur directrice directora diretor diretora direttore direttrice \
     coursedirector",
    "pcoordinator programcoordinator programmecoordinator programcoordinators studiengangskoordinator \
     coordonnateurdeprogramme coordinadordeprograma coordenadordeprograma",
    "lecturer lecturers dozent dozentin dozierende foreleser",
    "faculty facultymember",
    "resident residents residente assistenzarzt assistenzarztin",
    "staff staffmember employee mitarbeiter mitarbeiterin mitarbeitende medewerker",
    "translator translators ubersetzer ubersetzerin traducteur traductrice traductor traductora tradutor tradutora \
     traduttore traduttrice vertaler oversattare oversaetter oversetter",
];

const STATUSES: &[&str] = &[
    "active enabled enable aktiv aktiviert actif active activo activa habilitado ativo ativa attivo attiva actief \
     ingeschakeld aktiverad aktiveret aktivert",
    "disabled disable inactive inactiveaccount deactivated suspended locked blocked inaktiv deaktiviert gesperrt inactif \
     inactive desactive suspendu bloque inactivo inactiva deshabilitado desactivado suspendido inativo inativa \
     desativado inattivo inattiva disattivato sospeso inactief uitgeschakeld geblokkeerd inaktiverad avstangd \
     deaktiveret deaktivert",
];

const PREFIXES: &[&str] = &[
    "dr doctor doktor drmed",
    "mr mister",
    "mrs missus",
    "ms",
    "prof professor",
    "assocprof associateprofessor assocprofessor associateprof",
    "asstprof assistantprofessor asstprofessor assistantprof",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::values::key;

    #[test]
    fn no_word_means_two_things() {
        for kind in [Kind::Gender, Kind::Group, Kind::Role, Kind::AccountStatus, Kind::Prefix] {
            for (at, words) in all(kind).iter().enumerate() {
                for word in words.split(' ') {
                    assert_eq!(of(kind, word), Some(at), "{kind:?} {word}");
                    assert_eq!(key(word), word, "{kind:?}");
                }
            }
        }
    }
}
