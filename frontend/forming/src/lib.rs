//! The worker that forms groups by rules, and rounds of groups. `forming.js` has it search a slice at a time and says how far it is, so that
//! it hears when it is stopped; what is searched, and how, is the domain's.

use domain::forming::recipe::{Fault, Run, Task};
use domain::forming::rotation::RotationRun;
use domain::forming::rules::Rotation;
use wasm_bindgen::prelude::wasm_bindgen;

/// A search under way.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Forming(Run);

#[wasm_bindgen]
impl Forming {
    /// Starts the search of a task, given as JSON. Fails with a fault as JSON, or with nothing where the JSON is none.
    #[wasm_bindgen(constructor)]
    pub fn new(task: &str) -> Result<Self, String> {
        let task: Task = serde_json::from_str(task).map_err(|_| String::new())?;
        Run::new(&task).map(Self).map_err(|fault| fault_json(&fault))
    }

    /// How many changes of seats are worth to be considered at first.
    pub fn effort(&self) -> f64 {
        float(self.0.effort())
    }

    /// How many were considered.
    pub fn steps(&self) -> f64 {
        float(self.0.progress().steps)
    }

    /// Whether nothing better is possible.
    pub fn done(&self) -> bool {
        self.0.progress().done
    }

    /// Considers so many more.
    pub fn advance(&mut self, steps: u32) {
        self.0.advance(u64::from(steps));
    }

    /// Looks for the musts that clash, if any must is broken.
    pub fn explain(&mut self) {
        self.0.explain();
    }

    /// The best groups so far, as JSON.
    pub fn outcome(&self) -> Result<String, String> {
        let outcome = self.0.outcome().map_err(|fault| fault_json(&fault))?;
        Ok(serde_json::to_string(&outcome).unwrap_or_default())
    }
}

/// A search for rounds under way. It is asked as [`Forming`] is.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Rotating(RotationRun);

#[wasm_bindgen]
impl Rotating {
    /// Starts the search of a rotation, given as JSON. Fails where the JSON is none, or there is nothing to search for.
    #[wasm_bindgen(constructor)]
    pub fn new(rotation: &str) -> Result<Self, String> {
        let rotation: Rotation = serde_json::from_str(rotation).map_err(|_| String::new())?;
        RotationRun::new(&rotation).map(Self).ok_or_else(String::new)
    }

    /// How many changes of seats are worth to be considered at first.
    pub fn effort(&self) -> f64 {
        float(self.0.effort())
    }

    /// How many were considered.
    pub fn steps(&self) -> f64 {
        float(self.0.steps())
    }

    /// Whether nothing better is possible.
    pub fn done(&self) -> bool {
        self.0.done()
    }

    /// Considers so many more.
    pub fn advance(&mut self, steps: u32) {
        self.0.advance(u64::from(steps));
    }

    /// There is nothing to explain: rounds have no musts.
    pub fn explain(&mut self) {}

    /// The best rounds so far, as JSON.
    pub fn outcome(&self) -> Result<String, String> {
        Ok(serde_json::to_string(&self.0.found()).unwrap_or_default())
    }
}

fn fault_json(fault: &Fault) -> String {
    serde_json::to_string(fault).unwrap_or_default()
}

#[expect(clippy::cast_precision_loss, reason = "nobody waits for 2^53 changes")]
fn float(steps: u64) -> f64 {
    steps as f64
}
