//! Splits the release's Wasm in two: what the atlas opens with, and the rest, which is fetched right after.
//!
//! Yew has no code splitting, so it is done on the finished module. The functions of the later pages (told by their
//! names), and those that only they call, move into a module of their own. It borrows memory, tables and the functions
//! that stayed; at each way into it there stays a gate, which calls through the table. The second module fills in the
//! table when it arrives. A gate that is reached before that asks `ensure_rest` (src/app/rest.rs) to fetch it at once.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use anyhow::{Context, Result, bail};
use walrus::ir::{self, Visitor};
use walrus::{
    ConstExpr, ElementItems, ElementKind, ExportItem, FunctionBuilder, FunctionId, FunctionKind, GlobalKind,
    ImportedFunction, LocalId, Module, ModuleConfig, TableId, ValType, passes,
};

/// Whose functions come later: the beginnings of their names.
pub(crate) const LATER: &[&str] = &[
    "atlas::course",
    "atlas::finder",
    "atlas::layering::Layering>::",
    "atlas::ways",
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

/// Which functions move, by number, and where in the table each is found.
struct Plan {
    moved: BTreeSet<usize>,
    slots: BTreeMap<usize, Vec<u32>>,
    table_size: u64,
}

impl Plan {
    fn new(module: &Module, is_later: &dyn Fn(&str) -> bool, least: u64) -> Result<Self> {
        let functions = Parts::of(module).functions;
        let number: HashMap<FunctionId, usize> =
            functions.iter().enumerate().map(|(at, id)| (*id, at)).collect();
        let calls: Vec<Vec<usize>> = functions
            .iter()
            .map(|id| callees(module, *id).into_iter().map(|callee| number[&callee]).collect())
            .collect();
        let function = |at: usize| module.funcs.get(functions[at]);
        let is_long = |at: usize| match &function(at).kind {
            FunctionKind::Local(local) => local.size() >= least,
            _ => false,
        };
        let is_later: Vec<bool> = (0..functions.len())
            .map(|at| is_long(at) && function(at).name.as_deref().is_some_and(is_later))
            .collect();
        let mut slots: BTreeMap<usize, Vec<u32>> = BTreeMap::new();
        for (slot, id) in table_entries(module)? {
            slots.entry(number[&id]).or_default().push(slot);
        }

        let exported = module.exports.iter().filter_map(|export| match export.item {
            ExportItem::Function(id) => Some(number[&id]),
            _ => None,
        });
        let started = module.start.map(|id| number[&id]);
        let in_table = slots.keys().copied().filter(|at| !is_later[*at]);
        let mut open: Vec<usize> = exported.chain(started).chain(in_table).collect();
        let mut stays = vec![false; functions.len()];
        while let Some(at) = open.pop() {
            if !std::mem::replace(&mut stays[at], true) {
                open.extend(calls[at].iter().copied().filter(|callee| !is_later[*callee]));
            }
        }
        let is_local = |at: usize| matches!(function(at).kind, FunctionKind::Local(_));
        let moved: BTreeSet<usize> = (0..functions.len()).filter(|&at| !stays[at] && is_local(at)).collect();
        // What is called from a function that stays needs a place in the table.
        let mut table_size = module.tables.get(function_table(module)?).initial;
        for at in (0..functions.len()).filter(|at| stays[*at]) {
            for callee in calls[at].iter().filter(|callee| moved.contains(callee)) {
                slots.entry(*callee).or_insert_with(|| {
                    table_size += 1;
                    vec![(table_size - 1) as u32]
                });
            }
        }
        Ok(Self { moved, slots, table_size })
    }

    /// Puts a gate in the place of each moved function that can be reached from what stays.
    fn gates(&self, main: &mut Module) -> Result<()> {
        let functions = Parts::of(main).functions;
        let table = function_table(main)?;
        self.widen(main, table);
        let flag = main.globals.add_local(ValType::I32, true, false, ConstExpr::Value(ir::Value::I32(0)));
        main.exports.add(FLAG, flag);
        let ensure = main.exports.get_func("ensure_rest").context("the app exports no ensure_rest")?;
        for (&at, slot) in self.slots.iter().filter(|(at, _)| self.moved.contains(at)) {
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
            body.i32_const(slot[0] as i32).call_indirect(kind, table);
            main.funcs.get_mut(functions[at]).kind = FunctionKind::Local(gate.local_func(args));
        }
        Ok(())
    }

    /// Leaves the moved functions alone, all else borrowed, and the table's places filled with them.
    fn carry(&self, rest: &mut Module) -> Result<()> {
        let parts = Parts::of(rest);
        let table = function_table(rest)?;
        self.widen(rest, table);
        rest.start = None;
        ids(rest.exports.iter().map(walrus::Export::id)).into_iter().for_each(|id| rest.exports.delete(id));
        ids(rest.data.iter().map(walrus::Data::id)).into_iter().for_each(|id| rest.data.delete(id));
        ids(rest.elements.iter().map(walrus::Element::id))
            .into_iter()
            .for_each(|id| rest.elements.delete(id));
        let foreign = ids(rest.imports.iter().map(walrus::Import::id));
        for (at, id) in parts.memories.iter().enumerate() {
            let import = rest.imports.add(MAIN, &format!("m{at}"), *id);
            let memory = rest.memories.get_mut(*id);
            memory.import = Some(import);
            memory.data_segments.clear();
        }
        for (at, id) in parts.tables.iter().enumerate() {
            let import = rest.imports.add(MAIN, &format!("t{at}"), *id);
            let table = rest.tables.get_mut(*id);
            table.import = Some(import);
            table.elem_segments.clear();
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
        for (start, run) in self.runs(&parts.functions) {
            let offset = ConstExpr::Value(ir::Value::I32(start as i32));
            let kind = ElementKind::Active { table, offset };
            let element = rest.elements.add(kind, ElementItems::Functions(run));
            rest.tables.get_mut(table).elem_segments.insert(element);
        }
        passes::gc::run(rest);
        Ok(())
    }

    /// The moved functions by their places in the table, neighbours together.
    fn runs(&self, functions: &[FunctionId]) -> Vec<(u32, Vec<FunctionId>)> {
        let mut places: Vec<(u32, usize)> = Vec::new();
        for &at in &self.moved {
            places.extend(self.slots.get(&at).into_iter().flatten().map(|slot| (*slot, at)));
        }
        places.sort_unstable();
        let mut runs: Vec<(u32, Vec<FunctionId>)> = Vec::new();
        for (slot, at) in places {
            match runs.last_mut() {
                Some((start, run)) if *start + run.len() as u32 == slot => run.push(functions[at]),
                _ => runs.push((slot, vec![functions[at]])),
            }
        }
        runs
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

/// The functions that a function names.
fn callees(module: &Module, id: FunctionId) -> Vec<FunctionId> {
    #[derive(Default)]
    struct Named(Vec<FunctionId>);
    impl<'a> Visitor<'a> for Named {
        fn visit_function_id(&mut self, id: &FunctionId) {
            self.0.push(*id);
        }
    }
    let mut named = Named::default();
    if let FunctionKind::Local(function) = &module.funcs.get(id).kind {
        ir::dfs_in_order(&mut named, function, function.entry_block());
    }
    named.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A module with a function for each pair of a name and what it calls, the first exported, the last in the table.
    fn module(functions: &[(&str, &[usize])]) -> Vec<u8> {
        let mut module = Module::with_config(ModuleConfig::new());
        let memory = module.memories.add_local(false, false, 1, None, None);
        module.exports.add("memory", memory);
        let mut ids: Vec<FunctionId> = Vec::new();
        for (name, calls) in functions {
            let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
            builder.name((*name).to_owned());
            for callee in *calls {
                builder.func_body().call(ids[*callee]);
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
        let parts =
            split_from(&module(functions), &|name| name.contains("later"), 0).expect("it can be split");
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
        let [main, _] = split(&module(&functions), &|name| name.contains("later"))
            .expect("it can be split")
            .map(|wasm| Module::from_buffer(&wasm).expect("a sound module"));
        assert_eq!(main.funcs.iter_local().count(), 4);
    }

    #[test]
    fn nothing_moves_where_nothing_is_for_later() {
        check(&[("ensure", &[]), ("open", &[0]), ("in_table", &[])], 3, 0);
    }
}
