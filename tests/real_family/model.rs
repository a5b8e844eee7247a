//! What a server's disk should hold: directories and files as POSIX keeps them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The components of an absolute path; none are the root.
type Place = Vec<String>;

/// The bytes of a file; a directory has none.
pub type Node = Option<Vec<u8>>;

/// The disk and the directory that a connection is in.
#[derive(Default)]
pub struct Model {
    nodes: BTreeMap<Place, Node>,
    here: Place,
}

/// Every method that changes something says whether the server may do it.
impl Model {
    /// Where a name leads from here.
    pub fn place(&self, name: &str) -> Place {
        let mut place = if name.starts_with('/') { Place::new() } else { self.here.clone() };
        for part in name.split('/') {
            match part {
                "" | "." => {}
                ".." => drop(place.pop()),
                _ => place.push(part.to_owned()),
            }
        }
        place
    }

    /// Whether the name leads to the current directory or one above it: it must not be removed.
    pub fn is_above_here(&self, name: &str) -> bool {
        self.here.starts_with(&self.place(name))
    }

    pub fn here(&self) -> String {
        format!("/{}", self.here.join("/"))
    }

    /// The absolute names of what there is of a kind.
    pub fn names(&self, is_wanted: fn(&Node) -> bool) -> Vec<String> {
        let wanted = self.nodes.iter().filter(|(_, node)| is_wanted(node));
        wanted.map(|(place, _)| format!("/{}", place.join("/"))).collect()
    }

    pub fn file(&self, name: &str) -> Option<&[u8]> {
        self.nodes.get(&self.place(name))?.as_deref()
    }

    fn is_directory(&self, place: &[String]) -> bool {
        place.is_empty() || self.nodes.get(place) == Some(&None)
    }

    /// Whether something can be at this place.
    fn has_parent(&self, place: &[String]) -> bool {
        place.split_last().is_some_and(|(_, parent)| self.is_directory(parent))
    }

    /// What is in a directory: names, and what they are.
    pub fn list(&self, name: &str) -> Option<Vec<(&str, &Node)>> {
        let directory = self.place(name);
        let entries = self.nodes.iter().filter_map(|(at, node)| Some((entry_of(&directory, at)?, node)));
        self.is_directory(&directory).then(|| entries.collect())
    }

    pub fn put(&mut self, name: &str, bytes: Vec<u8>) -> bool {
        let place = self.place(name);
        let may = self.has_parent(&place) && !self.is_directory(&place);
        if may {
            self.nodes.insert(place, Some(bytes));
        }
        may
    }

    pub fn append(&mut self, name: &str, bytes: &[u8]) -> bool {
        let all = [self.file(name).unwrap_or_default(), bytes].concat();
        self.put(name, all)
    }

    pub fn delete(&mut self, name: &str) -> bool {
        let may = self.file(name).is_some();
        if may {
            self.nodes.remove(&self.place(name));
        }
        may
    }

    pub fn create_directory(&mut self, name: &str) -> bool {
        let place = self.place(name);
        let may = self.has_parent(&place) && !self.nodes.contains_key(&place);
        if may {
            self.nodes.insert(place, None);
        }
        may
    }

    pub fn remove_directory(&mut self, name: &str) -> bool {
        let may = self.list(name).is_some_and(|entries| entries.is_empty());
        if may {
            self.nodes.remove(&self.place(name));
        }
        may
    }

    pub fn set_directory(&mut self, name: &str) -> bool {
        let place = self.place(name);
        let may = self.is_directory(&place);
        if may {
            self.here = place;
        }
        may
    }

    /// As rename(2) has it: a file takes the place of a file, a directory that of an empty one.
    pub fn rename(&mut self, from: &str, to: &str) -> bool {
        let (source, target) = (self.place(from), self.place(to));
        let may = match (self.nodes.get(&source), self.nodes.get(&target)) {
            (None, _) => false,
            _ if source == target => true,
            (Some(None), _) if target.starts_with(&source) => false,
            (Some(_), None) => self.has_parent(&target),
            (Some(Some(_)), Some(there)) => there.is_some(),
            (Some(None), Some(_)) => self.list(to).is_some_and(|entries| entries.is_empty()),
        };
        if may {
            self.move_all(&source, &target);
        }
        may
    }

    fn move_all(&mut self, source: &[String], target: &[String]) {
        let below = |place: &Place| place.starts_with(source);
        let places: Vec<Place> = self.nodes.keys().filter(|place| below(place)).cloned().collect();
        for place in places {
            let node = self.nodes.remove(&place).expect("it was just there");
            self.nodes.insert([target, &place[source.len()..]].concat(), node);
        }
    }

    /// The disk holds this and nothing else.
    pub fn assert_is(&self, root: &Path) {
        let mut found = BTreeMap::new();
        walk(root, &mut Place::new(), &mut found);
        assert_eq!(Vec::from_iter(found.keys()), Vec::from_iter(self.nodes.keys()));
        for (place, node) in &found {
            assert!(*node == self.nodes[place], "{place:?} differs");
        }
    }
}

/// The name of a place that is directly in a directory.
fn entry_of<'a>(directory: &[String], place: &'a [String]) -> Option<&'a str> {
    match place.strip_prefix(directory) {
        Some([name]) => Some(name),
        _ => None,
    }
}

fn walk(folder: &Path, place: &mut Place, found: &mut BTreeMap<Place, Node>) {
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let entry = entry.expect("an entry");
        place.push(entry.file_name().into_string().expect("a name in UTF-8"));
        let is_directory = entry.file_type().expect("a kind").is_dir();
        let node = (!is_directory).then(|| fs::read(entry.path()).expect("the file can be read"));
        found.insert(place.clone(), node);
        if is_directory {
            walk(&entry.path(), place, found);
        }
        place.pop();
    }
}
