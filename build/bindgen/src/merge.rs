//! Several modules that the splitter made, as one.
//!
//! The splitter makes a module for every set of lazy parts that share code. All of them use the page's memory and table:
//! a function of another module is called by its place in the table, through a small function that does nothing else
//! (here: a bridge). So modules can be put one behind the other; a bridge to a function that is now in the same module
//! gives way to the function, and of several bridges to one place the first stays.

use anyhow::{Context as _, bail, ensure};
use std::collections::HashMap;
use wasm_encoder::reencode::{self, Reencode};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, Function, FunctionSection, ImportSection, Module,
    TypeSection,
};
use wasmparser::{
    CustomSectionReader, DataKind, ElementItems, ElementKind, FuncType, FunctionBody, Import, KnownCustom, Name,
    Operator, Parser, Payload, TypeRef,
};

/// A module of the splitter, read.
pub struct Piece<'a> {
    types: Vec<FuncType>,
    imports: Vec<Import<'a>>,
    /// The type of each function.
    functions: Vec<u32>,
    /// The name of each function, without its hash.
    names: HashMap<u32, &'a str>,
    bodies: Vec<FunctionBody<'a>>,
    /// Places of the table, and which functions they hold.
    elements: Vec<(u32, Vec<u32>)>,
    /// Addresses of the memory, and what they hold.
    data: Vec<(u32, &'a [u8])>,
}

impl<'a> Piece<'a> {
    /// Reads a module; refuses what the splitter does not make.
    pub fn read(module: &'a [u8]) -> anyhow::Result<Self> {
        let mut piece = Self {
            types: Vec::new(),
            imports: Vec::new(),
            functions: Vec::new(),
            names: HashMap::new(),
            bodies: Vec::new(),
            elements: Vec::new(),
            data: Vec::new(),
        };
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::TypeSection(types) => {
                    piece.types = types.into_iter_err_on_gc_types().collect::<Result<_, _>>()?;
                }
                Payload::ImportSection(imports) => {
                    piece.imports = imports.into_imports().collect::<Result<_, _>>()?;
                    let only_what_is_shared =
                        piece.imports.iter().all(|i| !matches!(i.ty, TypeRef::Func(_) | TypeRef::Tag(_)));
                    ensure!(only_what_is_shared, "a part imports a function");
                }
                Payload::FunctionSection(functions) => {
                    piece.functions = functions.into_iter().collect::<Result<_, _>>()?
                }
                Payload::ElementSection(elements) => {
                    for element in elements {
                        let element = element?;
                        let ElementKind::Active { offset_expr, .. } = element.kind else { bail!("passive elements") };
                        let ElementItems::Functions(functions) = element.items else { bail!("computed elements") };
                        piece.elements.push((place(&offset_expr)?, functions.into_iter().collect::<Result<_, _>>()?));
                    }
                }
                Payload::DataSection(data) => {
                    for datum in data {
                        let datum = datum?;
                        // The splitter keeps a place for segments that are elsewhere.
                        if datum.data.is_empty() {
                            continue;
                        }
                        let DataKind::Active { offset_expr, .. } = datum.kind else { bail!("passive data") };
                        piece.data.push((place(&offset_expr)?, datum.data));
                    }
                }
                Payload::CodeSectionEntry(body) => piece.bodies.push(body),
                Payload::CustomSection(section) => piece.names.extend(names(&section)?),
                Payload::ExportSection(exports) => ensure!(exports.count() == 0, "a part exports something"),
                Payload::TableSection(_)
                | Payload::MemorySection(_)
                | Payload::TagSection(_)
                | Payload::StartSection { .. } => {
                    bail!("a part has a table, a memory, a tag or a start of its own")
                }
                Payload::GlobalSection(globals) => ensure!(globals.count() == 0, "a part has a global of its own"),
                _ => {}
            }
        }
        ensure!(piece.functions.len() == piece.bodies.len(), "a function without a body");
        Ok(piece)
    }

    /// How much of the piece is not repeated by every other: code, data and places of the table, in bytes.
    pub fn size(&self) -> usize {
        let code: usize = self.bodies.iter().map(|body| body.as_bytes().len()).sum();
        let data: usize = self.data.iter().map(|(_, bytes)| bytes.len()).sum();
        code + data + 2 * self.elements.iter().map(|(_, functions)| functions.len()).sum::<usize>()
    }

    /// The place of the table that a function does nothing but call, with what it was given.
    fn bridge(&self, function: usize) -> anyhow::Result<Option<u32>> {
        let (body, kind) = (&self.bodies[function], self.functions[function]);
        if body.get_locals_reader()?.get_count() > 0 {
            return Ok(None);
        }
        let mut operators = body.get_operators_reader()?;
        for given in 0..self.types[kind as usize].params().len() {
            if !matches!(operators.read()?, Operator::LocalGet { local_index } if local_index as usize == given) {
                return Ok(None);
            }
        }
        let Operator::I32Const { value } = operators.read()? else { return Ok(None) };
        let called = matches!(operators.read()?, Operator::CallIndirect { type_index, .. } if type_index == kind);
        let ended = called && matches!(operators.read()?, Operator::End) && operators.eof();
        Ok(if ended { Some(u32::try_from(value)?) } else { None })
    }
}

/// The names of functions, when the section has them. The compiler puts a hash at the end of each.
fn names<'a>(section: &CustomSectionReader<'a>) -> anyhow::Result<HashMap<u32, &'a str>> {
    let mut names = HashMap::new();
    let KnownCustom::Name(parts) = section.as_known() else { return Ok(names) };
    for part in parts {
        let Name::Function(functions) = part? else { continue };
        for naming in functions {
            let naming = naming?;
            names.insert(naming.index, naming.name.rsplit_once("17h").map_or(naming.name, |(name, _)| name));
        }
    }
    Ok(names)
}

/// The number that an offset is.
fn place(offset: &wasmparser::ConstExpr<'_>) -> anyhow::Result<u32> {
    match offset.get_operators_reader().read()? {
        #[expect(clippy::cast_sign_loss, reason = "addresses are unsigned, and written as i32")]
        Operator::I32Const { value } => Ok(value as u32),
        other => bail!("an offset that is no number: {other:?}"),
    }
}

/// Writes what was read from one piece into the module that is made.
struct Writer<'m> {
    /// Of this piece: where each type, function and import stands now.
    types: &'m [FuncType],
    functions: &'m [u32],
    globals: Vec<u32>,
    /// Of the module: the types that are used.
    used: &'m mut Vec<FuncType>,
}

impl Writer<'_> {
    /// Where a type stands among those of the module.
    fn type_of(&mut self, kind: u32) -> u32 {
        let kind = &self.types[kind as usize];
        let at = self.used.iter().position(|used| used == kind).unwrap_or_else(|| {
            self.used.push(kind.clone());
            self.used.len() - 1
        });
        at as u32
    }
}

/// What is used here and cannot be put behind something else.
#[derive(Debug, thiserror::Error)]
#[error("a part uses {0}")]
struct NotMoved(&'static str);

impl Reencode for Writer<'_> {
    type Error = NotMoved;

    fn function_index(&mut self, function: u32) -> Result<u32, reencode::Error<NotMoved>> {
        Ok(self.functions[function as usize])
    }

    fn global_index(&mut self, global: u32) -> Result<u32, reencode::Error<NotMoved>> {
        Ok(self.globals[global as usize])
    }

    fn type_index(&mut self, kind: u32) -> Result<u32, reencode::Error<NotMoved>> {
        Ok(self.type_of(kind))
    }

    fn data_index(&mut self, _: u32) -> Result<u32, reencode::Error<NotMoved>> {
        Err(reencode::Error::UserError(NotMoved("a data segment by its number")))
    }

    fn element_index(&mut self, _: u32) -> Result<u32, reencode::Error<NotMoved>> {
        Err(reencode::Error::UserError(NotMoved("an element segment by its number")))
    }
}

/// Whether a function was emptied (see `snip`): what stands behind the first instruction is never reached.
fn is_emptied(body: &FunctionBody<'_>) -> anyhow::Result<bool> {
    Ok(matches!(body.get_operators_reader()?.read()?, Operator::Unreachable))
}

/// Where every function of every piece ends up in the module: one list for each piece, and who is kept, in order.
fn arranged(pieces: &[Piece<'_>]) -> anyhow::Result<(Vec<Vec<u32>>, Vec<(usize, usize)>)> {
    let mut in_table = HashMap::new();
    for (at, piece) in pieces.iter().enumerate() {
        for (first, functions) in &piece.elements {
            for (behind, function) in (0..).zip(functions) {
                in_table.insert(first + behind, (at, *function as usize));
            }
        }
    }
    let mut kept: Vec<(usize, usize)> = Vec::new();
    let mut bridges: HashMap<u32, (usize, usize)> = HashMap::new();
    // Who stands for whom: for most functions, they themselves.
    let mut stands: Vec<Vec<(usize, usize)>> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        let mut own = Vec::with_capacity(piece.functions.len());
        for function in 0..piece.functions.len() {
            let itself = (at, function);
            let stand = match piece.bridge(function)? {
                // The place may hold this very function, if someone wrote it so.
                Some(called) => match in_table.get(&called) {
                    Some(&other) if other != itself && pieces[other.0].bridge(other.1)?.is_none() => other,
                    Some(_) => itself,
                    None => *bridges.entry(called).or_insert(itself),
                },
                None => itself,
            };
            if stand == itself {
                kept.push(itself);
            }
            own.push(stand);
        }
        stands.push(own);
    }
    // What is alike stands together: it is compressed better so.
    let name = |&(at, function): &(usize, usize)| pieces[at].names.get(&(function as u32)).copied().unwrap_or_default();
    kept.sort_by(|a, b| (alike(name(a)), a).cmp(&(alike(name(b)), b)));
    let number: HashMap<_, _> = kept.iter().copied().zip(0..).collect();
    let numbers =
        |own: &Vec<(usize, usize)>| own.iter().map(|stand| number.get(stand).copied()).collect::<Option<Vec<_>>>();
    let numbers = stands.iter().map(numbers).collect::<Option<Vec<_>>>().context("a function was lost")?;
    Ok((numbers, kept))
}

/// What functions that were made from the same source have in common, the type they were made for left out: `build` of
/// whatever view.
fn alike(name: &str) -> (&str, &str) {
    let name = name.trim_end_matches(|last: char| last.is_ascii_digit() || last == '}');
    (name, "")
}

/// One module of several.
pub fn merge(pieces: &[Piece<'_>]) -> anyhow::Result<Vec<u8>> {
    let (numbers, kept) = arranged(pieces)?;
    let mut used = Vec::new();
    // What comes from the page: memory, table, globals.
    let mut imports: Vec<Import<'_>> = Vec::new();
    let mut globals_of = Vec::new();
    for piece in pieces {
        let mut globals = Vec::new();
        for import in &piece.imports {
            if !imports.iter().any(|known| (known.module, known.name) == (import.module, import.name)) {
                imports.push(*import);
            }
            if matches!(import.ty, TypeRef::Global(_)) {
                globals.push((import.module, import.name));
            }
        }
        globals_of.push(globals);
    }
    let one_of_each = |kind: fn(&TypeRef) -> bool| imports.iter().filter(|import| kind(&import.ty)).count() <= 1;
    ensure!(one_of_each(|ty| matches!(ty, TypeRef::Memory(_))), "two memories");
    ensure!(one_of_each(|ty| matches!(ty, TypeRef::Table(_))), "two tables");
    let global = |wanted: &(&str, &str)| {
        let mut globals = imports.iter().filter(|import| matches!(import.ty, TypeRef::Global(_)));
        globals.position(|import| (import.module, import.name) == *wanted).unwrap_or_default() as u32
    };

    let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
    for &(at, function) in &kept {
        let piece = &pieces[at];
        let globals = globals_of[at].iter().map(global).collect();
        let mut writer = Writer { types: &piece.types, functions: &numbers[at], globals, used: &mut used };
        functions.function(writer.type_of(piece.functions[function]));
        if is_emptied(&piece.bodies[function])? {
            let mut empty = Function::new([]);
            empty.instructions().unreachable().end();
            code.function(&empty);
        } else {
            writer.parse_function_body(&mut code, piece.bodies[function].clone())?;
        }
    }
    let mut table: Vec<(u32, Vec<u32>)> = Vec::new();
    let mut data: Vec<(u32, &[u8])> = Vec::new();
    for (at, piece) in pieces.iter().enumerate() {
        for (first, held) in &piece.elements {
            table.push((*first, held.iter().map(|function| numbers[at][*function as usize]).collect()));
        }
        data.extend(&piece.data);
    }

    let mut types = TypeSection::new();
    for kind in &used {
        let kind = wasm_encoder::FuncType::try_from(kind.clone()).map_err(|fault| anyhow::anyhow!("{fault:?}"))?;
        types.ty().func_type(&kind);
    }
    let mut import_section = ImportSection::new();
    for import in &imports {
        let kind = wasm_encoder::EntityType::try_from(import.ty).map_err(|fault| anyhow::anyhow!("{fault:?}"))?;
        import_section.import(import.module, import.name, kind);
    }
    let mut elements = ElementSection::new();
    for (first, held) in joined(table, |held, more| held.extend(more), |held| held.len()) {
        elements.active(None, &at(first), Elements::Functions(held.into()));
    }
    let mut data_section = DataSection::new();
    let data = data.into_iter().map(|(address, bytes)| (address, bytes.to_vec())).collect();
    for (address, bytes) in joined(data, |bytes, more| bytes.extend(more), |bytes| bytes.len()) {
        data_section.active(0, &at(address), bytes);
    }
    let mut module = Module::new();
    module
        .section(&types)
        .section(&import_section)
        .section(&functions)
        .section(&elements)
        .section(&code)
        .section(&data_section);
    Ok(module.finish())
}

fn at(place: u32) -> ConstExpr {
    ConstExpr::i32_const(place.cast_signed())
}

/// Stretches in their order; those that follow each other without a gap are one.
fn joined<T>(mut stretches: Vec<(u32, T)>, append: fn(&mut T, T), length: fn(&T) -> usize) -> Vec<(u32, T)> {
    stretches.sort_by_key(|(first, _)| *first);
    let mut joined: Vec<(u32, T)> = Vec::new();
    for (first, stretch) in stretches {
        match joined.last_mut() {
            Some((before, held)) if *before as usize + length(held) == first as usize => append(held, stretch),
            _ => joined.push((first, stretch)),
        }
    }
    joined
}
