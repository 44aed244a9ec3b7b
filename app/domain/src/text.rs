//! Text as people search it.

use time::Date;
/// Lower case without diacritics, so that "Jose" finds "José" and "soren" finds "Søren". The store
/// keeps searched text in this form, which makes search alike on both databases.
///
/// Latin letters lose their marks and those that have no plain twin are written out (ß ss, æ ae,
/// œ oe, þ th); other scripts are only lower-cased. The apostrophes and hyphens that keyboards and
/// spreadsheets put in each other's place become one. Folding twice is folding once.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        push_folded(&mut folded, letter);
    }
    folded
}

/// The first letter of [`LOW`] and of [`ADDITIONAL`].
const LOW_START: u32 = 0xDF;
const ADDITIONAL_START: u32 = 0x1E00;

/// What the lower-case letters from U+00DF on (Latin-1, Extended-A, Extended-B, some of the phonetic
/// extensions, which hold small letters of African alphabets) lose their marks to. A dot stands for
/// what stays as it is, a capital for two letters: see [`pair`].
const LOW: &[u8; 436] = b"\
    SaaaaaaAceeeeiiiidnooooo.ouuuuyTy.a.a.a.c.c.c.c.d.d.e.e.e.e.e.g.\
    g.g.g.h.h.i.i.i.i.i.I.j.kk.l.l.l.l.l.n.n.nn.n.o.o.o.O.r.r.r.s.s.\
    s.s.t.t.t.u.u.u.u.u.u.w.y..z.z.zsb..b....c...d.....f......kl...n\
    ..o.o.p.....t.t..u...y.z...............D..L..N.a.i.o.u.u.u.u.ue.\
    a.a.A.g.g.k.o.o.zj..D.g...n.a.A.o.a.a.e.e.i.i.o.o.r.r.u.u.s.t...\
    h.d...z.a.e.o.o.o.o.ylntj....c..sz......e.j.q.r.y...bo.dd.e.e...\
    .gg.g....iiil...u.mn..o.......r..r.s.....tuuv...yz.z";

/// The same for Latin Extended Additional, U+1E00 on, with all of Vietnamese.
const ADDITIONAL: &[u8; 256] = b"\
    .a.b.b.b.c.d.d.d.d.d.e.e.e.e.e.f.g.h.h.h.h.h.i.i.k.k.k.l.l.l.l.m\
    .m.m.n.n.n.n.o.o.o.o.p.p.r.r.r.r.s.s.s.s.s.t.t.t.t.u.u.u.u.u.v.v\
    .w.w.w.w.w.x.x.y.z.z.zhtwyasss.d.a.a.a.a.a.a.a.a.a.a.a.a.e.e.e.e\
    .e.e.e.e.i.i.o.o.o.o.o.o.o.o.o.o.o.o.u.u.u.u.u.u.u.y.y.y.y...v.y";

/// The two letters a capital in the tables stands for.
const fn pair(capital: u8) -> &'static str {
    match capital {
        b'A' => "ae",
        b'D' => "dz",
        b'I' => "ij",
        b'L' => "lj",
        b'N' => "nj",
        b'O' => "oe",
        b'S' => "ss",
        _ => "th",
    }
}

fn push_folded(folded: &mut String, letter: char) {
    match letter {
        '\u{0}'..='\u{7f}' => folded.push(letter),
        // Combining marks, which decomposed text (macOS, some PDFs) carries apart from the letter.
        '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' => {}
        '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{2bb}' | '\u{b4}' => folded.push('\''),
        '\u{2010}' | '\u{2011}' => folded.push('-'),
        '\u{a0}' | '\u{202f}' => folded.push(' '),
        // A word's last sigma is the same letter.
        'ς' => folded.push('σ'),
        _ => match in_table(u32::from(letter)) {
            None | Some(b'.') => folded.push(letter),
            Some(plain @ b'a'..=b'z') => folded.push(char::from(plain)),
            Some(capital) => folded.push_str(pair(capital)),
        },
    }
}

fn in_table(code: u32) -> Option<u8> {
    let at = |table: &[u8], start: u32| {
        code.checked_sub(start).and_then(|at| usize::try_from(at).ok()).and_then(|at| table.get(at).copied())
    };
    if code < ADDITIONAL_START { at(LOW, LOW_START) } else { at(ADDITIONAL, ADDITIONAL_START) }
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// "22 Nov 2026".
pub fn day_words(day: Date) -> String {
    let month = MONTHS[usize::from(day.month() as u8) - 1];
    [&day.day().to_string(), " ", month, " ", &day.year().to_string()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_and_case_go_letters_stay() {
        for (text, expected) in [
            ("PBL 1", "pbl 1"),
            ("José", "jose"),
            ("SØREN Åse", "soren ase"),
            ("Łukasz Żółć", "lukasz zolc"),
            ("Đorđe Đặng", "dorde dang"),
            ("Weiß WEIẞ", "weiss weiss"),
            ("Æsir Œuvre Þór ĳs", "aesir oeuvre thor ijs"),
            ("Ðorsteinn", "dorsteinn"),
            ("IŞIK İpek ışık", "isik ipek isik"),
            ("Nguyễn Thị Hường", "nguyen thi huong"),
            ("Ștefan Țurcanu", "stefan turcanu"),
            ("Ǆ ǅ ǆ Ǉ ǌ", "dz dz dz lj nj"),
            ("Ɓala Ɗan Ƙofa", "bala dan kofa"),
            ("Ḥasan ʿAbd", "hasan ʿabd"),
            ("Zoe\u{308} e\u{301}", "zoe e"),
            ("O’Brien O'Brien Oʼbrien", "o'brien o'brien o'brien"),
            ("Anne‑Marie\u{a0}X", "anne-marie x"),
            ("ΟΔΟΣ οδος οδός", "οδοσ οδοσ οδόσ"),
            ("ИВАНОВ Пётр", "иванов пётр"),
            ("李 小龙", "李 小龙"),
            ("× ÷ ½ ª", "× ÷ ½ ª"),
            ("", ""),
        ] {
            assert_eq!(fold(text), expected, "{text}");
        }
    }

    #[test]
    fn every_latin_letter_with_marks_has_a_plain_form() {
        let left: String = ('\u{df}'..='\u{17f}')
            .chain('\u{1e00}'..='\u{1ef9}')
            .filter(|c| c.is_alphabetic() && !fold(&c.to_string()).is_ascii())
            .collect();
        assert_eq!(left, "");
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in any::<String>()) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn case_does_not_matter(text in "[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿА-Яа-яΑ-Ωα-ω ]{0,20}") {
            // Letters whose capital is written otherwise (ŉ, ǰ, ẖ …) and ı, whose capital is I, fold alike too.
            prop_assert_eq!(fold(&text.to_lowercase()), fold(&text));
        }
    }
}
