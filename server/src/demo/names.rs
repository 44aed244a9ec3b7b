//! Names from many languages, with what makes names hard for software: diacritics, apostrophes of both
//! kinds, hyphens, spaces, particles, other scripts, one letter, very many letters.

use domain::person::GenderCode;
use domain::seed::Seeded;
use domain::text::fold;
use std::collections::BTreeSet;

/// Family names and given names that go together; lists are separated by `|`.
struct Tongue {
    family: &'static str,
    women: &'static str,
    men: &'static str,
}

const TONGUES: [Tongue; 18] = [
    Tongue {
        family: "Nguyễn|Trần|Lê|Phạm|Hoàng|Vũ|Đặng|Bùi|Đỗ|Ngô",
        women: "Minh Châu|Thị Lan|Bảo Ngọc|Khánh Linh|Thảo Vy|Mỹ Duyên|Ánh Tuyết|Hồng Nhung",
        men: "Quốc Anh|Văn Đức|Hữu Phước|Gia Bảo|Thanh Tùng|Minh Khôi|Đình Long|Tiến Dũng",
    },
    Tongue {
        family: "Al-Rashid|Haddad|Khalil|El-Masri|Mansour|Abdelrahman|Al-Farsi|Nasser|Benali|Qasim|Bin Saeed",
        women: "Layla|Fatima|Yasmin|Mariam|Hala|Rania|Salma|Zeina|Aya",
        men: "Omar|Yusuf|Khalid|Tariq|Karim|Hassan|Ibrahim|Samir|Ziad|Abd al-Aziz",
    },
    Tongue {
        family: "Mehta|Rao|Patel|Iyer|Krishnamurthy|Venkataraman|Banerjee|Singh|Kaur|Chatterjee|Nair|Desai|Reddy",
        women: "Ananya|Priya|Kavya|Meera|Lakshmi|Diya|Sneha|Aishwarya|Ishita|Nandini",
        men: "Rohan|Vikram|Aditya|Siddharth|Karthik|Rahul|Ishaan|Balasubramaniam|Dev",
    },
    Tongue {
        family: "Chen|Wang|Li|Zhang|Liu|Zhao|Huang|Zhou|Wu|Xu|Ouyang|Lü",
        women: "Xiaoyan|Mei|Jingyi|Lihua|Yuxin|Fang|Ruolan|Qing|Meilin",
        men: "Hao|Jun|Zihan|Bowen|Ming|Tao|Jianguo|Yifan|Guowei",
    },
    Tongue {
        family: "Okafor|Ogunbanjo|Adébáyọ̀|Ọlátúnjí|Akinwándé|Eze|Chukwuemeka|Oyelaran|Balogun",
        women: "Ngozi|Folake|Adaeze|Yétúndé|Ṣadé|Ìfẹ́olúwa|Chiamaka|Abímbọ́lá",
        men: "Olúwaṣeun|Tunde|Emeka|Babátúndé|Ayọ̀délé|Chidi|Kẹ́hìndé|Femi|Obinna",
    },
    Tongue {
        family: "Lindqvist|Sørensen|Björk|Eriksen|Håkansson|Østergård|Mäkinen|Virtanen|Åkesson|Þórsson|Nygård",
        women: "Freja|Åsa|Sigríður|Aino|Linnéa|Astrid|Ylva|Solveig",
        men: "Søren|Björn|Magnus|Þór|Väinö|Emil|Håkon|Lasse|Kåre",
    },
    Tongue {
        family: "Nowak|Dvořák|Horváth|Łukasik|Szymański|Žižka|Novotný|Wójcik|Kovács|Popović|Đorđević",
        women: "Agnieszka|Małgorzata|Eliška|Żaneta|Katalin|Jelena|Łucja|Božena",
        men: "Łukasz|Jiří|Grzegorz|Ondřej|Bálint|Stanisław|Miloš|Krzysztof|Zoltán",
    },
    Tongue {
        family: "Shevchenko|Kravchenko|Bondarenko|Petrenko|Tkachuk|Melnyk|Petrosyan|Kapanadze",
        women: "Oksana|Svitlana|Anastasiya|Natalia|Nino|Ani|Yevheniya",
        men: "Taras|Dmytro|Oleksandr|Mykhailo|Giorgi|Aram|Yevhen|Bohdan",
    },
    Tongue {
        family: "Şahin|Öztürk|Çelik|Yıldırım|Güneş|Kılıç|Doğan|Aydın|Koç",
        women: "Ayşe|Zeynep|Elif|Gülşah|İrem|Çağla|Büşra|Özge",
        men: "Oğuz|Çağrı|İbrahim|Barış|Ümit|Görkem|Yiğit",
    },
    Tongue {
        family: "García-Márquez|Costa|Núñez|da Silva|Gonçalves|de la Cruz|Ibáñez|Peña|Araújo|Conceição|Muñoz",
        women: "Lucía|Inês|Begoña|María José|Ximena|Íris|Ainhoa|Graça",
        men: "João|Íñigo|José|Álvaro|Sebastião|Andrés|Tomás|Raúl",
    },
    Tongue {
        family: "Lefèvre|D’Amours|Côté|Bélanger|Saint-Pierre|Desrosiers|L’Écuyer|Gagné|Noël|Châteauneuf",
        women: "Chloé|Anne-Sophie|Zoé|Maëlle|Geneviève|Océane|Marie-Ève|Noémie",
        men: "François|Jean-Philippe|Loïc|Étienne|Gaël|Benoît|Théo|Raphaël",
    },
    Tongue {
        family: "O’Sullivan|Murphy|Ní Dhomhnaill|MacDonald|Smith|Fitzgerald|O'Brien|Campbell|Taylor-Jones|St. John",
        women: "Aoife|Saoirse|Emma|Grace|Siobhán|Charlotte|Niamh|Róisín|Hannah",
        men: "Seán|Oliver|Liam|Pádraig|Fionn|James|Ruairí|Daniel",
    },
    Tongue {
        family: "Nakamura|Satō|Ōno|Yamamoto|Kim|Park|Lee|Choi|Jeong|Watanabe",
        women: "Yui|Hina|Sakura|Ji-woo|Seo-yeon|Ha-eun|Akari|Min-ji|Yūko",
        men: "Ren|Sōta|Min-jun|Do-yun|Ji-ho|Takumi|Kenjirō|Shō",
    },
    Tongue {
        family: "Tesfaye|Bekele|Mohamud|Warsame|Mwangi|Otieno|Kamau|Ng’ang’a|Haile|Girma",
        women: "Hiwot|Wanjiku|Amina|Achieng|Tigist|Zawadi|Hodan|Makeda",
        men: "Dawit|Yonas|Abdi|Kipchoge|Baraka|Tewodros|Juma|Jabari",
    },
    Tongue {
        family: "Hosseini|Karimi|Rahimi|Khan|Siddiqui|Mirza|Tehrani|Qureshi|Ebrahimi|Ansari",
        women: "Shirin|Parisa|Ayesha|Niloufar|Zahra|Mahnoor|Sahar|Golnaz",
        men: "Kian|Arash|Bilal|Farhad|Imran|Reza|Daryush|Hamza",
    },
    Tongue {
        family: "Kealoha|Tūhoe|Ngata|Fa’asavalu|Tausinga|Whaitiri|Nākai|Parata",
        women: "Leilani|Aroha|Mele|Sina|Kailani|Hinewai",
        men: "Kai|Tāne|Sione|Ioane|Wiremu|Keoni",
    },
    Tongue {
        family: "Srisuwan|Wongsakorn|Santoso|Wijaya|Macaraeg|dela Cruz|Chaiyasit|Setiawan|Bautista|Rattanakul",
        women: "Siriporn|Dewi|Ningsih|Malai|Mayumi|Ratu|Chanida|Lualhati",
        men: "Somchai|Budi|Anurak|Joko|Bayani|Agus|Kritsada|Dimas",
    },
    Tongue {
        family: "Müller|Weiß|Schröder|van der Berg|de Vries|Großmann|Jäger|van ’t Hof|Goldberg|Ben-David|Schönfeld",
        women: "Käthe|Lieselotte|Johanna|Anneke|Femke|Noa|Greta|Hadassah",
        men: "Jürgen|Matthias|Sjoerd|Jan-Willem|Eitan|Götz|Lukas|Ruben",
    },
];

/// A name that is always there: first, last, gender.
pub(super) type Fixed = (&'static str, &'static str, &'static str);

/// Names that make tables, sorting, search and files prove themselves.
pub(super) const HARD: [Fixed; 10] = [
    ("María de los Ángeles Guadalupe", "de la Fuente y Álvarez de Toledo", "F"),
    ("Krittayaporn", "Phongsathornwattanakulchaisiri", "F"),
    ("花子", "山田", "F"),
    ("Тимофей", "Андреев", "M"),
    ("Ελένη", "Παπαδοπούλου", "F"),
    ("محمد", "العلي", "M"),
    ("Ji-hun", "O", "M"),
    ("E", "Ng", "NB"),
    ("Sinéad", "D'Angelo-O'Neill", "F"),
    ("Alex", "Null", "U"),
];

/// Draws names nobody has yet.
#[derive(Debug)]
pub(super) struct Names {
    seeded: Seeded,
    taken: BTreeSet<String>,
    addresses: BTreeSet<String>,
}

impl Names {
    pub(super) const fn new(seed: u64) -> Self {
        Self { seeded: Seeded::new(seed), taken: BTreeSet::new(), addresses: BTreeSet::new() }
    }

    /// Keeps a fixed name from being drawn again.
    pub(super) fn take(&mut self, first: &str, last: &str) {
        self.taken.insert(fold(&format!("{last}, {first}")));
    }

    /// A first and last name for someone of that gender. One in eight has a given name of another tongue.
    pub(super) fn draw(&mut self, gender: &GenderCode) -> (String, String) {
        loop {
            let family = self.seeded.below(TONGUES.len());
            let given = if self.seeded.below(8) == 0 { self.seeded.below(TONGUES.len()) } else { family };
            let (family, given) = (&TONGUES[family], &TONGUES[given]);
            let last = self.pick(family.family);
            let women = match gender.as_str() {
                "F" => true,
                "M" => false,
                _ => self.seeded.below(2) == 0,
            };
            let first = self.pick(if women { given.women } else { given.men });
            if self.taken.insert(fold(&format!("{last}, {first}"))) {
                return (first.to_owned(), last.to_owned());
            }
        }
    }

    /// A middle name for one in five.
    pub(super) fn middle(&mut self, gender: &GenderCode) -> Option<String> {
        let tongue = &TONGUES[self.seeded.below(TONGUES.len())];
        let middle = self.pick(if gender.as_str() == "M" { tongue.men } else { tongue.women });
        (self.seeded.below(5) == 0).then(|| middle.to_owned())
    }

    /// What stands before the @ of someone's address: "b.costa", or their number where the name has no
    /// Latin letters, or "b.costa2".
    pub(super) fn address(&mut self, first: &str, last: &str, number: &str) -> String {
        let (first, last) = (letters(first), letters(last));
        let plain = match (first.chars().next(), last.is_empty()) {
            (Some(initial), false) => format!("{initial}.{last}"),
            _ => format!("s{}", letters(number)),
        };
        let mut address = plain.clone();
        let mut count = 2;
        while !self.addresses.insert(address.clone()) {
            address = format!("{plain}{count}");
            count += 1;
        }
        address
    }

    /// A number below `bound`.
    pub(super) fn below(&mut self, bound: usize) -> usize {
        self.seeded.below(bound)
    }

    /// A random order.
    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        self.seeded.shuffle(items);
    }

    fn pick(&mut self, list: &'static str) -> &'static str {
        let length = list.split('|').count();
        let index = self.seeded.below(length);
        list.split('|').nth(index).unwrap_or(list)
    }
}

fn letters(text: &str) -> String {
    fold(text).chars().filter(char::is_ascii_alphanumeric).collect()
}
