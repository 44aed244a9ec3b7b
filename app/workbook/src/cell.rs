//! What a cell holds as the text that people see, as far as it is known.

use calamine::{DataRef, ExcelDateTime, ExcelDateTimeType, Style};
use core::fmt::{self, Write as _};

/// What the format of a cell says about how its number is shown. Dates are told by the reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shown {
    /// With zeros before it to that many digits: numbers of students often begin with one.
    digits: usize,
}

impl Shown {
    pub(crate) fn of(style: &Style) -> Self {
        let code = style.number_format.as_ref().map_or("", |format| format.format_code.as_str());
        let zeros = !code.is_empty() && code.len() <= 30 && code.bytes().all(|byte| byte == b'0');
        Self { digits: if zeros { code.len() } else { 0 } }
    }

    /// Writes the text of a cell.
    pub(crate) fn write(self, value: &DataRef<'_>, text: &mut String) -> fmt::Result {
        match value {
            DataRef::Empty => Ok(()),
            DataRef::String(string) | DataRef::DurationIso(string) => text.write_str(string),
            DataRef::SharedString(string) => text.write_str(string),
            DataRef::DateTimeIso(moment) => write_iso(moment, text),
            DataRef::Bool(yes) => text.write_str(if *yes { "TRUE" } else { "FALSE" }),
            DataRef::Int(number) => write!(text, "{number:0digits$}", digits = self.digits),
            DataRef::Float(number) => self.write_number(*number, text),
            DataRef::DateTime(moment) => write_moment(moment, text),
            DataRef::Error(error) => write!(text, "{error}"),
        }
    }

    fn write_number(self, number: f64, text: &mut String) -> fmt::Result {
        // Excel shows fifteen digits; what is beyond them is the machine's rounding.
        let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
        let digits = self.digits;
        match rounded.abs() {
            _ if !number.is_finite() => Ok(()),
            0.0 => write!(text, "{:0digits$}", 0),
            _ if digits > 0 => write!(text, "{rounded:0digits$.0}"),
            1e-9..1e21 => write!(text, "{rounded}"),
            _ => write!(text, "{rounded:e}"),
        }
    }
}

/// `2026-09-01 08:30`; a time alone is `08:30`, and how long something takes `26:30:00`.
fn write_moment(moment: &ExcelDateTime, text: &mut String) -> fmt::Result {
    let days = moment.as_f64();
    if moment.is_duration() {
        let seconds = (days * 86_400.0).round();
        let (sign, seconds) = if seconds < 0.0 { ("-", -seconds) } else { ("", seconds) };
        let (hours, rest) = ((seconds / 3600.0).floor(), seconds % 3600.0);
        return write!(text, "{sign}{hours}:{:02}:{:02}", (rest / 60.0).floor(), rest % 60.0);
    }
    // Half past eight is a fraction that falls a little short of it: to the nearest second, then.
    let seconds = (days * 86_400.0).round() + 0.001;
    let rounded = ExcelDateTime::new(seconds / 86_400.0, ExcelDateTimeType::DateTime, is_1904(moment));
    let (year, month, day, hour, minute, ..) = rounded.to_ymd_hms_milli();
    if (0.0..1.0).contains(&days) {
        write!(text, "{hour:02}:{minute:02}")
    } else {
        write!(text, "{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}")
    }
}

/// Whether its days are counted from 1904. The reader keeps that to itself; its year gives it away.
fn is_1904(moment: &ExcelDateTime) -> bool {
    let other = ExcelDateTime::new(moment.as_f64(), ExcelDateTimeType::DateTime, true);
    other.to_ymd_hms_milli() == moment.to_ymd_hms_milli()
}

/// `2026-09-01T08:30:00` as other times are written.
fn write_iso(moment: &str, text: &mut String) -> fmt::Result {
    match moment.split_once('T') {
        Some((date, time)) => write!(text, "{date} {}", time.get(..5).unwrap_or(time)),
        None => text.write_str(moment),
    }
}
