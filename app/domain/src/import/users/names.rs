//! What student information systems, directories and registries call the fields of a user: English,
//! German, French, Spanish, Portuguese, Italian, Dutch, Swedish, Danish, Norwegian, some others.
//!
//! Beside each name its written forms count as well (`FIRST_NM`, `firstName`, "Name, first"): see
//! `columns::name`. A name that other things may have stands with the doubtful ones.

use super::UserField;

/// The sure and the doubtful names of a field.
pub(super) fn of(field: UserField) -> (&'static str, &'static str) {
    NAMES.iter().find(|(named, ..)| *named == field).map_or(("", ""), |(_, sure, doubtful)| (sure, doubtful))
}

const NAMES: &[(UserField, &str, &str)] = &[
    (
        UserField::FirstName,
        "First|Given Name|Given Names|Forename|Forenames|Fore Name|Legal First Name|First Name/Legal Name|\
         First Legal Name|FName|First Names|Vorname|Vornamen|Prénom|Prénoms|Nombre de pila|Nombres|Primer nombre|\
         Primeiro nome|Nome próprio|Nome di battesimo|Primo nome|Voornaam|Voornamen|Förnamn|Tilltalsnamn|Fornavn|\
         Etunimi|Imię|Jméno|Etunimet",
        "Nome|Nombre|Christian Name",
    ),
    (
        UserField::LastName,
        "Last|Surname|Sur Name|Surnames|Family Name|Legal Last Name|Legal Surname|Legal Family Name|LName|\
         Last Names|Nachname|Familienname|Zuname|Nom de famille|Nom famille|Apellido|Apellidos|Primer apellido|\
         Sobrenome|Apelido|Apelidos|Último nome|Cognome|Achternaam|Familienaam|Efternamn|Efternavn|Etternavn|\
         Sukunimi|Nazwisko|Příjmení|sn",
        "Nom|Family",
    ),
    (
        UserField::Username,
        "User Name|Login|Login Name|Login ID|Logon Name|Logon|Network ID|Network Login|Net ID|Account Name|\
         User Login|User Principal Name|UPN|SAM Account Name|uid|Opr ID|Sign-in Name|Benutzername|Benutzerkennung|\
         Nutzername|Nutzerkennung|Anmeldename|Loginname|Nom d'utilisateur|Nom utilisateur|Nom de connexion|\
         Nombre de usuario|Usuario|Utilizador|Usuário|Nome de usuário|Nome de utilizador|Nome do usuário|\
         Nome utente|Utente|Gebruikersnaam|Inlognaam|Användarnamn|Användarnamnet|Inloggningsnamn|Brugernavn|\
         Brukernavn|Brukarnamn|Käyttäjätunnus|Nazwa użytkownika",
        "User ID|User|Identifiant|Account|Kennung|Benutzer",
    ),
    (
        UserField::Email,
        "E-mail|Email Address|Email 1|Email Address 1|Mail|Mail Address|Mailadresse|E-Mail-Adresse|Primary Email|Primary Email Address|\
         Primary Work Email|Email Primary|Work Email|Work Email Address|University Email|University Email Address|\
         Institutional Email|Institution Email|School Email|College Email|Campus Email|Official Email|\
         Internet Address|Email ID|Student Email|Courriel|Adresse courriel|Adresse e-mail|Adresse mail|Adresse mél|\
         Mél|Adresse électronique|Courrier électronique|Correo|Correo electrónico|Correo institucional|\
         Dirección de correo|Dirección de correo electrónico|Correio eletrónico|Correio eletrônico|\
         Endereço de e-mail|Endereço de email|Posta elettronica|Indirizzo email|Indirizzo e-mail|\
         Indirizzo di posta elettronica|E-mailadres|Mailadres|E-post|E-postadress|E-postadresse|Epost|\
         Sähköposti|Sähköpostiosoite|Adres e-mail|E-Mail dienstlich|Dienstliche E-Mail|Uni-Mail",
        "Contact Email|Preferred Email",
    ),
    (
        UserField::Organisation,
        "Organisation ID|Organisation Number|Organisation Name|Organisation Code|Organisations|Einrichtung|\
         Organisationsnummer|Organisationseinheit|ID organisation|Organisation-ID|Organización|Organização|\
         Organizzazione|Organisatie|Organisasjon|Établissement",
        "Institution|Institution Name|Company|Company Name|School|Institución|Instituição|Istituzione|Instelling",
    ),
    (
        UserField::Gender,
        "Sex|Gender Code|Gender Identity|Sex Code|Geschlecht|Geschl|Sexe|Genre|Sexo|Género|Gênero|Sesso|Genere|\
         Geslacht|Kön|Juridiskt kön|Køn|Kjønn|Kjonn|Sukupuoli|Płeć|Legal Sex|Administrative Gender",
        "M/F|F/M|Anrede|Civilité|Tratamiento|Tratamento|Aanhef|Tilltal",
    ),
    (
        UserField::Group,
        "User Group|Account Group|Benutzergruppe|Groupe d'utilisateurs|Grupo de usuarios|Grupo de usuários|\
         Gruppo utenti|Gebruikersgroep|Användargrupp|Brugergruppe|Brukergruppe|Gruppe|Groupe|Grupo|Gruppo|Groep|\
         Grupp",
        "Type|User Type|Account Type|Person Type|Declared User Type|Affiliation|Primary Affiliation|\
         eduPersonAffiliation|eduPersonPrimaryAffiliation|Category|User Category|Kategorie|Personengruppe|Typ|Tipo|\
         Status Group|Statusgruppe|Population",
    ),
    (
        UserField::Role,
        "User Role|Role Name|Account Role|Rolle|Benutzerrolle|Rôle|Rol|Papel|Perfil de usuario|Ruolo|Roolit|Roles|\
         Gebruikersrol|Användarroll|Brugerrolle|Brukerrolle",
        "Roll|Função|Funktion|Fonction|Institution Role|Perfil|Profil|Primary Role",
    ),
    (
        UserField::InstitutionNumber,
        "Institutional Number|Institution ID|Institutional ID|Staff/Student Number|Staff Number|Staff ID|\
         Student Number|Student ID|Student ID Number|Student No|Learner Number|Learner ID|ID Number|\
         Employee ID|Employee Number|Empl ID|Emp ID|Campus ID|University ID|University Number|Matriculation Number|\
         Matric No|Matric Number|Matrikelnummer|Matrikelnr|Matrikel|Matr-Nr|MTKNR|Personalnummer|Studierendennummer|\
         Roll Number|Numéro étudiant|Numéro d'étudiant|Matricule|Code permanent|Código de estudiante|\
         Número de estudiante|Número de matrícula|Matrícula|Número de aluno|Número de estudante|Matricola|\
         Numero di matricola|Studentnummer|Studentnr|Studienummer|Personeelsnummer|Opiskelijanumero|\
         Numer albumu|Registration Number|Org Defined ID|Banner ID",
        "User ID|Identifier|External ID|Universal ID|Personnel Number|Person ID|Person Number|Identifiant|UIN|\
         Employee|Record ID|Kennung",
    ),
    (
        UserField::EntryYear,
        "Year of Entry|Admission Year|Year of Admission|Matriculation Year|Intake Year|Year of Intake|\
         Enrollment Year|Enrolment Year|Year of Enrolment|Entering Year|Entrance Year|Eintrittsjahr|Einschreibejahr|\
         Immatrikulationsjahr|Année d'entrée|Année d'admission|Année d'inscription|Año de ingreso|Año de entrada|\
         Año de admisión|Ano de ingresso|Ano de entrada|Anno di immatricolazione|Anno di iscrizione|\
         Anno immatricolazione|Instroomjaar|Jaar van instroom|Antagningsår|Optagelsesår|Opptaksår",
        "Start Year|Cohort Year|Cohort|Promotion|Entry|Intake|Startår",
    ),
    (
        UserField::GradYear,
        "Graduation Year|Year of Graduation|Expected Graduation Year|Anticipated Graduation Year|\
         Projected Graduation Year|Exp Grad Year|Graduating Year|Graduation Class|Class Year|Class of|Grad Class|\
         Completion Year|Abschlussjahr|Année de diplôme|Année de diplomation|Année de fin d'études|\
         Année d'obtention du diplôme|Año de graduación|Año de egreso|Ano de formatura|Ano de graduação|\
         Ano de conclusão|Anno di laurea|Afstudeerjaar|Examensår|Dimissionsår|Avgangsår",
        "Grad|Class|Cohort|Promotion|Expected Graduation",
    ),
    (
        UserField::Notes,
        "General Comments|Comment|Comments|Remark|Remarks|User Notes|Bemerkung|Bemerkungen|Anmerkung|Anmerkungen|\
         Notiz|Notizen|Kommentar|Remarque|Remarques|Commentaire|Commentaires|Observaciones|Comentarios|\
         Observações|Comentários|Osservazioni|Commenti|Opmerking|Opmerkingen|Anteckning|Anteckningar|\
         Kommentarer|Bemærkning|Bemærkninger|Merknad|Merknader",
        "Note|Notas|Description|Info",
    ),
    (
        UserField::AccountStatus,
        "User Status|Status of Account|Account State|Account Enabled|User Enabled|Enabled User|Account Active|\
         Kontostatus|Benutzerstatus|Statut du compte|Estado de la cuenta|Estado de cuenta|Estado da conta|\
         Stato account|Stato dell'account|Accountstatus",
        "Status|Enabled|Active|Aktiv|Actif|Activo|Statut|Stato|Estado|Actief",
    ),
    (
        UserField::AccessStart,
        "Access Start Date|Access From|Access Begin|Start of Access|Access Start Time|Account Start|\
         Account Start Date|Valid From|Valid From Date|Account Valid From|Gültig ab|Gültig von|Zugang ab|Zugang von|\
         Zugriff ab|Valable du|Valide à partir de|Accès du|Début d'accès|Début de l'accès|Válido desde|\
         Inicio de acceso|Início do acesso|Valido dal|Inizio accesso|Geldig vanaf|Geldig van|Giltig från|\
         Gyldig fra",
        "Start|Start Date|Begin Date|From|Effective Date|Activation Date|Von|Beginn",
    ),
    (
        UserField::AccessFinish,
        "Access Finish Date|Access End|Access End Date|Access Until|Access To|End of Access|Access Finish Time|\
         Account End|Account End Date|Account Expires|Account Expiry|Account Expiration|Account Expiry Date|\
         Account Expiration Date|Access Expires|Access Expiry|Access Expiration|Access Expiry Date|Valid To|\
         Valid Until|Valid Through|Valid To Date|Account Valid To|Account Valid Until|Gültig bis|Zugang bis|\
         Zugriff bis|Ablaufdatum|Valable au|Valable jusqu'au|Valide jusqu'au|Fin d'accès|Fin de l'accès|\
         Accès jusqu'au|Válido hasta|Fin de acceso|Válido até|Fim do acesso|Valido fino al|Fine accesso|Geldig tot|\
         Giltig till|Gyldig til",
        "End|Finish|End Date|Finish Date|Expiry|Expiry Date|Expires|Expiration Date|Until|To|Bis|Ende",
    ),
    (
        UserField::Department,
        "Departments|Department ID|DeptID|Department IDs|Department Code|Department Name|Department Number|Dept|\
         Abteilung|Abteilungen|Département|Départements|Departamento|Departamentos|Dipartimento|Afdeling|\
         Afdelingen|Avdelning|Avdeling|Osasto",
        "Division|Unit|Institut|Department/Division|Service|Section",
    ),
    (
        UserField::Password,
        "Passphrase|Password Hash|Hashed Password|User Password|Encrypted Password|Kennwort|Passwort|Mot de passe|\
         Contraseña|Senha|Palavra-passe|Parola d'ordine|Wachtwoord|Lösenord|Adgangskode|Passord|Salasana|\
         Hasło",
        "Pass|Clave|Initial Password|Temporary Password",
    ),
    (UserField::Salt, "Password Salt|Hash Salt|Salz", "Sel"),
    (
        UserField::Prefix,
        "Name Prefix|Salutation|Courtesy Title|Honorific|Honorific Prefix",
        "Title|Titel|Titre|Título|Titolo|Anrede|Civilité|Tratamiento|Tratamento|Aanhef|Tilltal",
    ),
    (
        UserField::AltEmail,
        "Alternative Email|Alternative E-Mail Address|Alternate Email|Alternate Email Address|Secondary Email|\
         Secondary Email Address|Second Email|Other Email|Other Email Address|Email 2|Email Address 2|\
         Personal Email|Personal Email Address|Private Email|Private Email Address|Home Email|Home Email Address|\
         Primary Home Email|Additional Email|Backup Email|External Email|Alternative E-Mail-Adresse|\
         Zweite E-Mail|Private E-Mail-Adresse|Private E-Mail|E-Mail privat|Courriel secondaire|Autre courriel|\
         Courriel personnel|Adresse e-mail secondaire|Correo alternativo|Correo electrónico alternativo|\
         Correo personal|Correo secundario|E-mail alternativo|E-mail secundário|E-mail pessoal|Email alternativa|\
         Email secondaria|Email personale|Alternatief e-mailadres|Tweede e-mailadres|Privé-e-mail|\
         Alternativ e-post|Privat e-post|Alternativ e-mail|Privat e-mail",
        "Recovery Email",
    ),
    (
        UserField::Telephone,
        "Phone|Phone Number|Telephone Number|Telephone No|Tel|Tel No|Phone 1|Telephone 1|Primary Phone|\
         Primary Phone Number|Primary Work Phone|Work Phone|Work Phone Number|Business Phone|Office Phone|Telefon|\
         Telefonnummer|Telefonnr|Telefon dienstlich|Rufnummer|Téléphone|Numéro de téléphone|Teléfono|\
         Número de teléfono|Telefone|Número de telefone|Telefono|Numero di telefono|Telefoon|Telefoonnummer|\
         Puhelin|Puhelinnumero",
        "Mobile|Mobile Phone|Mobile Number|Mobile Phone Number|Mobile Telephone|Mobil|Mobiltelefon|Mobilnummer|\
         Handy|Handynummer|Cell|Cell Phone|Cell Phone Number|Cellphone|Portable|Móvil|Celular|Telemóvel|Cellulare|\
         Mobiel|Home Phone|Home Phone Number|Telefon privat|Telefon mobil",
    ),
    (
        UserField::Fax,
        "Fax Number|Fax No|Facsimile|Facsimile Number|Facsimile Telephone Number|Telefax|Faxnummer|\
         Télécopie|Télécopieur|Numéro de fax|Número de fax|Numero di fax|Work Fax|Business Fax|Fax dienstlich",
        "",
    ),
    (
        UserField::City,
        "Town|City/Town|Town/City|City Name|Locality|Municipality|Home City|Ort|Wohnort|Stadt|Postort|Ville|Ciudad|Localidad|Cidade|\
         Localidade|Città|Woonplaats|Stad|Poststed|Postnummer og by|Bynavn|Kaupunki|Miasto",
        "Place|By|Plaats|Comune|Commune|Municipio",
    ),
    (
        UserField::Address,
        "Street|Street Address|Street 1|Street Line 1|Street Address 1|Address 1|Address Line 1|Addr 1|\
         Mailing Address|Postal Address|Home Address|Straße|Strasse|Straße und Hausnummer|Straße Nr|Straße Hausnummer|\
         Anschrift|Postanschrift|Adresse|Adresse postale|Rue|Dirección|Dirección postal|Domicilio|Calle|Endereço|\
         Morada|Rua|Logradouro|Indirizzo|Adres|Straat|Adress|Gatuadress|Utdelningsadress|Vejnavn|Gadeadresse|\
         Gateadresse|Katuosoite",
        "Via|Semesteranschrift|Heimatanschrift",
    ),
    (
        UserField::PostalCode,
        "Postcode|Post Code|Zip|Zip Code|Zipcode|Postal|Postal/Zip Code|Zip/Postal Code|PLZ|Postleitzahl|\
         Code postal|Código postal|CEP|CAP|Codice postale|Codice di avviamento postale|Postnummer|Postnr|\
         Postinumero|Kod pocztowy|Primary Address Postal Code",
        "",
    ),
    (
        UserField::Country,
        "Country Name|Country Code|Country/Region|Country of Residence|Nation Code|Land|Staat|Pays|País|Paese|Nazione|\
         Maa|Kraj|Home Country",
        "Region|Nation",
    ),
    (
        UserField::Province,
        "Province/State|State/Province|State|State Code|Province Code|Province Name|State Name|Bundesland|Kanton|\
         Canton|Provincia|Província|Provincie|Landskap",
        "UF|County|Region|Län|Fylke|Département de résidence",
    ),
];
