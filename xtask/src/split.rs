//! Splits the release's Wasm in two: what the atlas opens with, and the rest, which is fetched right after.
//!
//! Yew has no code splitting, so it is done on the finished module. The functions of the later pages (told by their
//! names), and the functions and data that only they lead to, move into a module of their own. It borrows memory, tables
//! and the functions that stayed; at each way into it there stays a gate, which calls through the table. The second module
//! fills in the table and the memory when it arrives. A gate that is reached before that asks `ensure_rest` (src/app/rest.rs) to
//! fetch it at once.
//!
//! What leads to what is read from the code: a call names its function, and a number may be the address of data or a
//! function's place in the table. A number that merely looks like one keeps more in the first half than must be there.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use anyhow::{Context, Result, bail};
use walrus::ir::{self, Visitor};
use walrus::{
    ConstExpr, DataKind, ElementItems, ElementKind, ExportItem, FunctionBuilder, FunctionId, FunctionKind,
    GlobalKind, ImportedFunction, LocalId, Module, ModuleConfig, TableId, ValType, passes,
};

/// Whose functions come later: the beginnings of their names.
pub(crate) const LATER: &[&str] = &[
    "atlas::areas",
    "atlas::course",
    "atlas::finder",
    "atlas::layering::Layering>::",
    "atlas::pack::Shelved",
    "atlas::pack::Texts",
    "atlas::ways",
    "app::components::of_point",
    "app::components::senders",
    "app::pages::condition",
    "app::pages::terms",
    "app::skin",
    "quiz::",
    "study::",
    "app::pages::practice",
    "app::pages::muscle",
    "app::pages::point",
    "app::pages::chapters",
    "app::pages::gist",
    "app::pages::about",
    "app::components::say",
    "app::opening",
    "app::drawer",
    "app::guard",
    "app::here",
    "json::",
    "serde_json",
    "gloo_file::",
    "fsrs::",
];

/// A function of fewer instructions stays: short ones are often alike, and then one serves both halves.
const LEAST: u64 = 60;
/// A closure stays that is not so many times as long: even longer ones are alike.
const OF_A_CLOSURE: u64 = 6;

/// An address that is not known to be in a piece of data leads to all that lies so many bytes around it.
const NEAR: u32 = 128;

/// So many bytes at most lie unused between two pieces that are written as one.
const PADDING: u32 = 15;

/// The module of which the second module's imports come, and the flag by which the page tells that they are here.
const MAIN: &str = "main";
const FLAG: &str = "rest_is_here";

/// Splits a module by the names of its functions, which it must still have.
///
/// # Errors
/// Where it is not a module as rustc and wasm-bindgen make it.
pub(crate) fn split(wasm: &[u8], is_later: &dyn Fn(&str) -> bool) -> Result<[Vec<u8>; 2]> {
    split_from(wasm, is_later, LEAST)
}

/// As [`split`], moving functions of at least so many instructions.
fn split_from(wasm: &[u8], is_later: &dyn Fn(&str) -> bool, least: u64) -> Result<[Vec<u8>; 2]> {
    let mut config = ModuleConfig::new();
    config.generate_name_section(false).generate_producers_section(false);
    let (mut main, mut rest) = (config.parse(wasm)?, config.parse(wasm)?);
    let plan = Plan::new(&main, is_later, least)?;
    plan.gates(&mut main)?;
    plan.carry(&mut rest)?;
    // What the second module borrows, the first lends by the same names.
    let lent = Parts::of(&main);
    for import in rest.imports.iter() {
        let number = import.name.get(1..).and_then(|number| number.parse::<usize>().ok());
        let number = number.context("an import of the second module has no number")?;
        match import.name.as_bytes().first() {
            Some(b'f') => main.exports.add(&import.name, lent.functions[number]),
            Some(b't') => main.exports.add(&import.name, lent.tables[number]),
            Some(b'm') => main.exports.add(&import.name, lent.memories[number]),
            _ => main.exports.add(&import.name, lent.globals[number]),
        };
    }
    passes::gc::run(&mut main);
    Ok([main.emit_wasm(), rest.emit_wasm()])
}

/// The parts of a module by number: the same in both, since both were read from the same bytes.
struct Parts {
    functions: Vec<FunctionId>,
    tables: Vec<TableId>,
    memories: Vec<walrus::MemoryId>,
    globals: Vec<walrus::GlobalId>,
}

impl Parts {
    fn of(module: &Module) -> Self {
        Self {
            functions: module.funcs.iter().map(walrus::Function::id).collect(),
            tables: module.tables.iter().map(walrus::Table::id).collect(),
            memories: module.memories.iter().map(walrus::Memory::id).collect(),
            globals: module.globals.iter().map(walrus::Global::id).collect(),
        }
    }
}

/// What moves, by number, and where in the table each moved function is found.
struct Plan {
    moved: BTreeSet<usize>,
    /// Those of them to which something leads that stays.
    gated: BTreeSet<usize>,
    moved_data: BTreeSet<usize>,
    slots: BTreeMap<usize, Vec<u32>>,
    table_size: u64,
}

impl Plan {
    fn new(module: &Module, is_later: &dyn Fn(&str) -> bool, least: u64) -> Result<Self> {
        let functions = Parts::of(module).functions;
        let number: HashMap<FunctionId, usize> =
            functions.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let function = |at: usize| module.funcs.get(functions[at]);
        let is_local = |at: usize| matches!(function(at).kind, FunctionKind::Local(_));
        let is_long = |at: usize| match &function(at).kind {
            FunctionKind::Local(local) => {
                let is_closure = function(at).name.as_deref().is_some_and(|name| name.ends_with('}'));
                local.size() >= if is_closure { OF_A_CLOSURE * least } else { least }
            }
            _ => false,
        };
        let is_later: Vec<bool> = (0..functions.len())
            .map(|at| is_long(at) && function(at).name.as_deref().is_some_and(is_later))
            .collect();
        let mut slots: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
        let mut at_slot: HashMap<u32, usize> = HashMap::new();
        for (slot, id) in table_entries(module)? {
            slots.entry(number[&id]).or_default().push(slot);
            at_slot.insert(slot, number[&id]);
        }
        let pieces = pieces(module)?;
        let of_code: Vec<Leads> =
            functions.iter().map(|id| Leads::of_function(module, *id, &number)).collect();
        let of_data: Vec<Vec<u32>> = pieces.iter().map(|piece| words(piece)).collect();

        // What nothing is seen to lead to may be reached in a way that is not seen: it stays.
        let numbers = of_code.iter().flat_map(|leads| &leads.numbers).chain(of_data.iter().flatten());
        let numbers: BTreeSet<u32> = numbers.copied().collect();
        let is_seen = |piece: &Piece<'_>| numbers.range(piece.start..piece.end()).next().is_some();
        let unseen = (0..pieces.len()).filter(|at| !is_seen(&pieces[*at])).map(Part::Data);
        let exported = module.exports.iter().filter_map(|export| match export.item {
            ExportItem::Function(id) => Some(number[&id]),
            _ => None,
        });
        let started = module.start.map(|id| number[&id]);
        let in_table = at_slot.iter().filter(|(slot, _)| !numbers.contains(slot)).map(|(_, at)| *at);
        let (later_in_table, in_table): (Vec<usize>, Vec<usize>) = in_table.partition(|at| is_later[*at]);
        let roots = exported.chain(started).chain(in_table).map(Part::Function);

        let mut open: Vec<Part> = roots.chain(unseen).collect();
        let mut stays: BTreeSet<Part> = BTreeSet::new();
        let mut gated: BTreeSet<usize> = later_in_table.into_iter().collect();
        while let Some(part) = open.pop() {
            if !stays.insert(part) {
                continue;
            }
            let (calls, numbers) = match part {
                Part::Function(at) => (of_code[at].calls.as_slice(), &of_code[at].numbers),
                Part::Data(at) => (&[] as &[usize], &of_data[at]),
            };
            for &named in numbers.iter().filter_map(|number| at_slot.get(number)).chain(calls) {
                if is_later[named] {
                    gated.insert(named);
                } else {
                    open.push(Part::Function(named));
                }
            }
            open.extend(led_to(&pieces, numbers).into_iter().map(Part::Data));
        }
        let moved: BTreeSet<usize> =
            (0..functions.len()).filter(|&at| !stays.contains(&Part::Function(at)) && is_local(at)).collect();
        let moved_data = (0..pieces.len()).filter(|&at| !stays.contains(&Part::Data(at))).collect();
        // A gate calls by the table.
        let mut table_size = module.tables.get(function_table(module)?).initial;
        for &at in &gated {
            slots.entry(at).or_insert_with(|| {
                table_size += 1;
                vec![(table_size - 1) as u32]
            });
        }
        Ok(Self { moved, gated, moved_data, slots, table_size })
    }

    /// Puts a gate in the place of each moved function to which something leads that stays, and leaves out all that moved.
    fn gates(&self, main: &mut Module) -> Result<()> {
        let functions = Parts::of(main).functions;
        let table = function_table(main)?;
        self.widen(main, table);
        let flag = main.globals.add_local(ValType::I32, true, false, ConstExpr::Value(ir::Value::I32(0)));
        main.exports.add(FLAG, flag);
        let ensure = main.exports.get_func("ensure_rest").context("the app exports no ensure_rest")?;
        for &at in &self.gated {
            let slot = self.slots[&at][0];
            let kind = main.funcs.get(functions[at]).ty();
            let (params, results) = {
                let kind = main.types.get(kind);
                (kind.params().to_vec(), kind.results().to_vec())
            };
            let args: Vec<LocalId> = params.iter().map(|param| main.locals.add(*param)).collect();
            let mut gate = FunctionBuilder::new(&mut main.types, &params, &results);
            let mut body = gate.func_body();
            body.global_get(flag).unop(ir::UnaryOp::I32Eqz);
            let fetch = |absent: &mut walrus::InstrSeqBuilder<'_>| {
                absent.call(ensure);
            };
            body.if_else(None, fetch, |_| {});
            for arg in &args {
                body.local_get(*arg);
            }
            body.i32_const(slot as i32).call_indirect(kind, table);
            main.funcs.get_mut(functions[at]).kind = FunctionKind::Local(gate.local_func(args));
        }
        self.fill_table(main, &functions, &|at| !self.moved.contains(&at) || self.gated.contains(&at))?;
        self.keep_data(main, false)
    }

    /// Leaves the moved functions alone, all else borrowed, and the table's places filled with them.
    fn carry(&self, rest: &mut Module) -> Result<()> {
        let parts = Parts::of(rest);
        let table = function_table(rest)?;
        self.widen(rest, table);
        rest.start = None;
        ids(rest.exports.iter().map(walrus::Export::id)).into_iter().for_each(|id| rest.exports.delete(id));
        self.keep_data(rest, true)?;
        let foreign = ids(rest.imports.iter().map(walrus::Import::id));
        for (at, id) in parts.memories.iter().enumerate() {
            let import = rest.imports.add(MAIN, &format!("m{at}"), *id);
            let memory = rest.memories.get_mut(*id);
            memory.import = Some(import);
        }
        for (at, id) in parts.tables.iter().enumerate() {
            let import = rest.imports.add(MAIN, &format!("t{at}"), *id);
            let table = rest.tables.get_mut(*id);
            table.import = Some(import);
        }
        for (at, id) in parts.globals.iter().enumerate() {
            let import = rest.imports.add(MAIN, &format!("g{at}"), *id);
            rest.globals.get_mut(*id).kind = GlobalKind::Import(import);
        }
        for (at, id) in parts.functions.iter().enumerate().filter(|(at, _)| !self.moved.contains(at)) {
            let ty = rest.funcs.get(*id).ty();
            let import = rest.imports.add(MAIN, &format!("f{at}"), *id);
            rest.funcs.get_mut(*id).kind = FunctionKind::Import(ImportedFunction { import, ty });
        }
        foreign.into_iter().for_each(|id| rest.imports.delete(id));
        self.fill_table(rest, &parts.functions, &|at| self.moved.contains(&at))?;
        passes::gc::run(rest);
        Ok(())
    }

    /// Fills the table anew with the functions asked for at their places, neighbours together.
    fn fill_table(
        &self,
        module: &mut Module,
        functions: &[FunctionId],
        is_asked: &dyn Fn(usize) -> bool,
    ) -> Result<()> {
        let table = function_table(module)?;
        ids(module.elements.iter().map(walrus::Element::id))
            .into_iter()
            .for_each(|id| module.elements.delete(id));
        module.tables.get_mut(table).elem_segments.clear();
        let asked = self.slots.iter().filter(|(at, _)| is_asked(**at));
        let mut places: Vec<(u32, usize)> =
            asked.flat_map(|(at, slots)| slots.iter().map(|slot| (*slot, *at))).collect();
        places.sort_unstable();
        for run in places.chunk_by(|before, after| before.0 + 1 == after.0) {
            let offset = ConstExpr::Value(ir::Value::I32(run[0].0 as i32));
            let run = run.iter().map(|(_, at)| functions[*at]).collect();
            let kind = ElementKind::Active { table, offset };
            let element = module.elements.add(kind, ElementItems::Functions(run));
            module.tables.get_mut(table).elem_segments.insert(element);
        }
        Ok(())
    }

    /// Leaves the data alone that moved, or that stayed; neighbours in one piece.
    fn keep_data(&self, module: &mut Module, has_moved: bool) -> Result<()> {
        let mut runs: Vec<(u32, Vec<u8>)> = Vec::new();
        let mut goes_on = false;
        for (at, piece) in pieces(module)?.iter().enumerate() {
            let is_kept = self.moved_data.contains(&at) == has_moved;
            match runs.last_mut() {
                Some((start, run))
                    if is_kept && goes_on && piece.start - *start <= run.len() as u32 + PADDING =>
                {
                    run.resize((piece.start - *start) as usize, 0);
                    run.extend(piece.bytes);
                }
                _ if is_kept => runs.push((piece.start, piece.bytes.to_vec())),
                _ => {}
            }
            goes_on = is_kept;
        }
        let Some(memory) = module.memories.iter().next().map(walrus::Memory::id) else { return Ok(()) };
        ids(module.data.iter().map(walrus::Data::id)).into_iter().for_each(|id| module.data.delete(id));
        module.memories.get_mut(memory).data_segments.clear();
        for (start, run) in runs {
            let offset = ConstExpr::Value(ir::Value::I32(start as i32));
            let id = module.data.add(DataKind::Active { memory, offset }, run);
            module.memories.get_mut(memory).data_segments.insert(id);
        }
        Ok(())
    }

    fn widen(&self, module: &mut Module, table: TableId) {
        let table = module.tables.get_mut(table);
        table.initial = self.table_size;
        table.maximum = table.maximum.map(|most| most.max(self.table_size));
    }
}

fn ids<T>(ids: impl Iterator<Item = T>) -> Vec<T> {
    ids.collect()
}

fn function_table(module: &Module) -> Result<TableId> {
    module.tables.main_function_table()?.context("the module has no table of functions")
}

/// The functions in the table, each with its place.
fn table_entries(module: &Module) -> Result<Vec<(u32, FunctionId)>> {
    let mut entries = Vec::new();
    for element in module.elements.iter() {
        let (
            ElementKind::Active { offset: ConstExpr::Value(ir::Value::I32(start)), .. },
            ElementItems::Functions(run),
        ) = (&element.kind, &element.items)
        else {
            bail!("a table of the module is filled in an unknown way");
        };
        entries.extend(run.iter().enumerate().map(|(at, id)| (*start as u32 + at as u32, *id)));
    }
    Ok(entries)
}

/// A function or a piece of data, by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Function(usize),
    Data(usize),
}

/// A piece of the data that the module writes into memory: one for each constant, as the linker was told (build.rs).
struct Piece<'a> {
    start: u32,
    bytes: &'a [u8],
}

impl Piece<'_> {
    fn end(&self) -> u32 {
        self.start + self.bytes.len() as u32
    }
}

/// The pieces in the order of their addresses.
fn pieces(module: &Module) -> Result<Vec<Piece<'_>>> {
    let mut pieces = Vec::new();
    for data in module.data.iter() {
        let DataKind::Active { offset: ConstExpr::Value(ir::Value::I32(start)), .. } = &data.kind else {
            bail!("the module's memory is filled in an unknown way");
        };
        pieces.push(Piece { start: *start as u32, bytes: &data.value });
    }
    pieces.sort_by_key(|piece| piece.start);
    Ok(pieces)
}

/// The pieces to which the numbers of one part may lead: each number to the piece that begins at it, or that holds it and
/// begins at another of them. Elsewhere the compiler may have counted from a place before a piece or after it.
fn led_to(pieces: &[Piece<'_>], numbers: &[u32]) -> BTreeSet<usize> {
    let begun = |address: &u32| pieces.binary_search_by_key(address, |piece| piece.start).ok();
    let mut found: BTreeSet<usize> = numbers.iter().filter_map(begun).collect();
    let begins = found.clone();
    for &number in numbers {
        let holds = pieces.partition_point(|piece| piece.start <= number).checked_sub(1);
        if !holds.is_some_and(|at| begins.contains(&at) && number < pieces[at].end()) {
            let first = pieces.partition_point(|piece| piece.end() + NEAR < number);
            let after = pieces.partition_point(|piece| piece.start <= number.saturating_add(NEAR));
            found.extend(first..after);
        }
    }
    found
}

/// The numbers in a piece of data that may be addresses: those stand at multiples of four.
fn words(piece: &Piece<'_>) -> Vec<u32> {
    let skipped = piece.start.next_multiple_of(4) - piece.start;
    let aligned = piece.bytes.get(skipped as usize..).unwrap_or_default();
    aligned.chunks_exact(4).map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]])).collect()
}

/// What a function leads to: the functions it names, by number, and the numbers in it.
#[derive(Default)]
struct Leads {
    calls: Vec<usize>,
    numbers: Vec<u32>,
}

impl Leads {
    fn of_function(module: &Module, id: FunctionId, number: &HashMap<FunctionId, usize>) -> Self {
        struct Reader<'a>(Leads, &'a HashMap<FunctionId, usize>);
        impl<'a> Visitor<'a> for Reader<'_> {
            fn visit_function_id(&mut self, id: &FunctionId) {
                self.0.calls.push(self.1[id]);
            }
            fn visit_value(&mut self, value: &ir::Value) {
                if let ir::Value::I32(value) = value {
                    self.0.numbers.push(*value as u32);
                }
            }
            fn visit_load(&mut self, load: &ir::Load) {
                self.0.numbers.extend(u32::try_from(load.arg.offset));
            }
            fn visit_store(&mut self, store: &ir::Store) {
                self.0.numbers.extend(u32::try_from(store.arg.offset));
            }
        }
        let mut reader = Reader(Self::default(), number);
        if let FunctionKind::Local(function) = &module.funcs.get(id).kind {
            ir::dfs_in_order(&mut reader, function, function.entry_block());
        }
        reader.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with a function for each pair of a name and what it calls, the first exported, the last in the table, and
    /// data of which some functions read.
    fn module(functions: &[(&str, &[usize])], data: &[(i32, Vec<u8>)], reads: &[(usize, i32)]) -> Vec<u8> {
        let mut module = Module::with_config(ModuleConfig::new());
        let memory = module.memories.add_local(false, false, 1, None, None);
        module.exports.add("memory", memory);
        let mut ids: Vec<FunctionId> = Vec::new();
        for (start, bytes) in data {
            let offset = ConstExpr::Value(ir::Value::I32(*start));
            module.data.add(DataKind::Active { memory, offset }, bytes.clone());
        }
        for (at, (name, calls)) in functions.iter().enumerate() {
            let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
            builder.name((*name).to_owned());
            for callee in *calls {
                builder.func_body().call(ids[*callee]);
            }
            for (_, address) in reads.iter().filter(|(reader, _)| *reader == at) {
                builder.func_body().i32_const(*address).drop();
            }
            ids.push(builder.finish(Vec::new(), &mut module.funcs));
        }
        module.exports.add("ensure_rest", ids[0]);
        module.exports.add("open", ids[ids.len() - 2]);
        let table = module.tables.add_local(false, 2, None, walrus::RefType::FUNCREF);
        module.exports.add("table", table);
        let kind = ElementKind::Active { table, offset: ConstExpr::Value(ir::Value::I32(1)) };
        let element = module.elements.add(kind, ElementItems::Functions(vec![ids[ids.len() - 1]]));
        module.tables.get_mut(table).elem_segments.insert(element);
        module.emit_wasm()
    }

    fn check(functions: &[(&str, &[usize])], stays: usize, moves: usize) -> [Module; 2] {
        let parts = split_from(&module(functions, &[], &[]), &|name| name.contains("later"), 0)
            .expect("it can be split");
        let [main, rest] = parts.map(|wasm| Module::from_buffer(&wasm).expect("a sound module"));
        assert_eq!([main.funcs.iter_local().count(), rest.funcs.iter_local().count()], [stays, moves]);
        [main, rest]
    }

    #[test]
    fn later_functions_move_with_what_only_they_call() {
        // Stay: ensure, shared, open, and gates for the two ways in. Move: only, later and the one in the table.
        let functions: [(&str, &[usize]); 6] = [
            ("ensure", &[]),
            ("shared", &[]),
            ("only", &[]),
            ("later", &[1, 2]),
            ("open", &[1, 3]),
            ("later_too", &[]),
        ];
        let [main, rest] = check(&functions, 5, 3);
        assert!(main.exports.iter().any(|export| export.name == FLAG));
        assert!(
            rest.imports.iter().all(|import| import.module == MAIN) && rest.exports.iter().next().is_none()
        );
        let borrowed: Vec<&str> = rest.imports.iter().map(|import| import.name.as_str()).collect();
        assert!(
            borrowed.iter().all(|name| main.exports.iter().any(|export| export.name == *name)),
            "{borrowed:?}"
        );
    }

    #[test]
    fn short_functions_stay() {
        let functions: [(&str, &[usize]); 4] =
            [("ensure", &[]), ("later", &[0]), ("open", &[1]), ("in_table", &[])];
        let [main, _] = split(&module(&functions, &[], &[]), &|name| name.contains("later"))
            .expect("it can be split")
            .map(|wasm| Module::from_buffer(&wasm).expect("a sound module"));
        assert_eq!(main.funcs.iter_local().count(), 4);
    }

    /// Each piece of data holds eight bytes; the third leads to the fourth and to the function in the table.
    #[test]
    fn data_moves_where_later_functions_alone_lead_to_it() {
        let piece = |words: [u32; 2]| words.map(u32::to_le_bytes).concat();
        let at = |number: i32| 4096 + 1024 * number;
        let leads = piece([at(3) as u32, 1]);
        let data = [piece([7, 7]), piece([8, 8]), leads, piece([9, 9]), piece([6, 6])];
        let data: Vec<(i32, Vec<u8>)> = (0..).map(at).zip(data).collect();
        let functions: [(&str, &[usize]); 4] =
            [("ensure", &[]), ("later", &[]), ("open", &[1]), ("in_table", &[])];
        let starts = |reads: &[(usize, i32)]| {
            let whole = module(&functions, &data, reads);
            let parts = split_from(&whole, &|name| name.contains("later"), 0).expect("it can be split");
            parts.map(|wasm| {
                let module = Module::from_buffer(&wasm).expect("a sound module");
                let starts: Vec<u32> =
                    pieces(&module).expect("data in pieces").iter().map(|piece| piece.start).collect();
                (starts.into_iter().map(|start| (start as i32 - at(0)) / 1024).collect::<Vec<i32>>(), module)
            })
        };
        let [(first, main), (second, rest)] = starts(&[(2, at(0)), (1, at(1)), (1, at(2))]);
        assert_eq!((first, second), (vec![0, 4], vec![1, 2, 3]), "what nothing leads to stays");
        let counts = [main, rest].map(|module| module.funcs.iter_local().count());
        assert_eq!(counts, [3, 2], "the function that only later data names moves too");
        let [(first, _), (second, _)] = starts(&[(2, at(0)), (1, at(1)), (1, at(2)), (2, at(2) + 20)]);
        assert_eq!(
            (first, second),
            (vec![0, 2, 3, 4], vec![1]),
            "an address beside a piece may be counted from it"
        );
    }

    #[test]
    fn nothing_moves_where_nothing_is_for_later() {
        check(&[("ensure", &[]), ("open", &[0]), ("in_table", &[])], 3, 0);
    }
}
