// csv.reader and csv.writer. csv.py has the dialects and what is said in dicts.

#include <algorithm>
#include <bitset>

#include "interp/lib/lib.h"
#include "interp/lib/native_iterator.h"
#include "interp/types/arguments.h"
#include "interp/types/text_search.h"

namespace scriptling {

namespace {

constexpr NativeBinding kMethod = NativeBinding::kMethod;
constexpr uint32_t kNoCharacter = UINT32_MAX;

Class* error_class() {
  static Class* const cls =
      make_class("_csv.Error", types.exception, Kind::kException, {});
  return cls;
}

template <class... A>
Value raise(Vm& vm, fmt::format_string<A...> format, A&&... args) {
  return vm.raise(error_class(), format, std::forward<A>(args)...);
}

int64_t* field_limit(Vm& vm) {
  static const char key = 0;
  Value* slot = vm.library_slot(&key);
  if (slot->is_undefined()) *slot = Value::integer(131072);
  return &slot->i;
}

Value field_size_limit(Vm& vm, const Args& args) {
  int64_t old = *field_limit(vm);
  if (args.given(0)) {
    if (!is_int_like(args[0])) return vm.type_error("limit must be an integer");
    auto limit = to_index(vm, args[0]);
    if (!limit) return Value::error();
    *field_limit(vm) = *limit;
  }
  return Value::integer(old);
}

// -- Dialects ---------------------------------------------------------------------------

enum class Quoting : uint8_t { kMinimal, kAll, kNonNumeric, kNone };

// What csv.py has checked already.
struct Format {
  uint32_t delimiter, quote, escape;  // Code points; kNoCharacter for none.
  Quoting quoting;
  bool doubles_quotes, skips_spaces, is_strict;
};

Value setting(Vm& vm, Value dialect, const char* name) {
  return get_attr(vm, dialect, intern(name));
}

bool read_character(Vm& vm, Value dialect, const char* name, uint32_t* c) {
  Value v = setting(vm, dialect, name);
  *c = kNoCharacter;
  if (is_str(v)) {
    const char* p = as<Str>(v)->data;
    *c = utf8_next(p);
  }
  return !v.is_error();
}

bool read_flag(Vm& vm, Value dialect, const char* name, bool* flag) {
  Value v = setting(vm, dialect, name);
  int known = v.is_error() ? -1 : truth(vm, v);
  *flag = known == 1;
  return known >= 0;
}

bool read_format(Vm& vm, Value dialect, Format* format) {
  Value quoting = setting(vm, dialect, "quoting");
  if (quoting.is_error()) return false;
  auto number = to_index(vm, quoting);
  if (!number) return false;
  format->quoting = static_cast<Quoting>(*number);
  return read_character(vm, dialect, "delimiter", &format->delimiter) &&
         read_character(vm, dialect, "quotechar", &format->quote) &&
         read_character(vm, dialect, "escapechar", &format->escape) &&
         read_flag(vm, dialect, "doublequote", &format->doubles_quotes) &&
         read_flag(vm, dialect, "skipinitialspace", &format->skips_spaces) &&
         read_flag(vm, dialect, "strict", &format->is_strict);
}

bool is_line_end(uint32_t c) { return c == '\n' || c == '\r'; }

void append_character(std::string* text, uint32_t c) {
  if (c < 0x80) {
    text->push_back(static_cast<char>(c));
  } else {
    utf8_append(*text, c);
  }
}

std::string character(uint32_t c) {
  std::string text;
  if (c != kNoCharacter) append_character(&text, c);
  return text;
}

// -- Reading ----------------------------------------------------------------------------

struct Reader : Object {
  Value lines, dialect;
  int64_t line_number;
  Format format;
};

Reader* reader_of(const Args& args) { return static_cast<Reader*>(args[0].o); }

enum class State : uint8_t {
  kRowStart,
  kFieldStart,
  kField,
  kQuoted,
  kAfterQuote,
  kEscaped,
  kEscapedInQuotes,
  kAfterEscapedEnd,
  kRowEnd,
};

// Takes the characters of one row. Where it stands between two lines is in `state` and
// `rest`, because the native stack may be left for ever while a script makes the next
// line: nothing there may own memory.
class Row {
 public:
  Row(Vm& vm, const Format& format)
      : vm_(vm),
        format_(format),
        limit_(*field_limit(vm)),
        fields_(make_list(vm.heap())) {}

  // One more line. False: pending.
  bool take_line(Str* line) {
    std::string field(text_of(rest_));
    bool ok = take_characters(line->view(), &field) && take_end(&field);
    if (ok && state_ != State::kRowStart) rest_ = str_value(vm_, field);
    return ok;
  }
  bool is_complete() const { return state_ == State::kRowStart; }
  // When there are no more lines: whether a row has begun that ends here.
  bool ends_here() const { return as<Str>(rest_)->size > 0 || state_ == State::kQuoted; }
  bool finish() { return save(text_of(rest_)); }
  Value fields() const { return Value::object(fields_); }

 private:
  // Bytes that may be more than the next character of a field.
  using Special = std::bitset<256>;

  static void mark(Special* special, uint32_t c) {
    if (c != kNoCharacter) special->set(static_cast<uint8_t>(character(c)[0]));
  }

  bool take_characters(std::string_view text, std::string* field) {
    Special special;
    for (uint32_t c : {uint32_t{'\n'}, uint32_t{'\r'}, format_.delimiter, format_.quote,
                       format_.escape}) {
      mark(&special, c);
    }
    const char* p = text.data();
    const char* end = p + text.size();
    while (p < end) {
      if (begins_plainly(*p, special)) {
        const char* from = p;
        while (p < end && !special[static_cast<uint8_t>(*p)]) p++;
        if (!take_run({from, static_cast<size_t>(p - from)}, p < end ? p : nullptr, &p,
                      field)) {
          return false;
        }
      } else if (!take(utf8_next(p), field)) {
        return false;
      }
    }
    return true;
  }

  // Whether a run of characters that starts so is just more of a field.
  bool begins_plainly(char c, const Special& special) {
    if (special[static_cast<uint8_t>(c)]) return false;
    if (state_ == State::kField || state_ == State::kQuoted) return true;
    if (state_ != State::kFieldStart && state_ != State::kRowStart) return false;
    return !(c == ' ' && format_.skips_spaces);
  }

  // A run of plain characters and, at `next`, what may end its field.
  bool take_run(std::string_view run, const char* next, const char** p,
                std::string* field) {
    if (state_ != State::kField && state_ != State::kQuoted) {
      is_number_ = format_.quoting == Quoting::kNonNumeric;
      state_ = State::kField;
    }
    bool ends = next != nullptr && state_ == State::kField && field->empty() &&
                format_.delimiter < 0x80 && format_.delimiter != format_.escape &&
                *next == static_cast<char>(format_.delimiter);
    if (ends) {
      state_ = State::kFieldStart;
      ++*p;
      return check_size(run) && save(run);
    }
    field->append(run);
    return check_size(*field);
  }

  bool check_size(std::string_view field) {
    if (static_cast<int64_t>(field.size()) <= limit_ ||
        static_cast<int64_t>(count_code_points(field)) <= limit_) {
      return true;
    }
    raise(vm_, "field larger than field limit ({})", limit_);
    return false;
  }

  bool add(uint32_t c, std::string* field) {
    append_character(field, c);
    return check_size(*field);
  }

  bool save(std::string_view text) {
    Value v = text.empty() ? Value::object(names.empty) : str_value(vm_, text);
    if (is_number_) v = vm_.call(Value::object(types.float_), {v});
    is_number_ = false;
    rest_ = Value::object(names.empty);
    if (v.is_error()) return false;
    list_append(vm_.heap(), fields_, v);
    return true;
  }
  bool end_field(State next, std::string* field) {
    state_ = next;
    bool ok = save(*field);
    field->clear();
    return ok;
  }

  bool take(uint32_t c, std::string* field) {
    bool has_quotes = format_.quoting != Quoting::kNone;
    switch (state_) {
      case State::kRowStart:
        if (is_line_end(c)) return state_ = State::kRowEnd, true;
        [[fallthrough]];
      case State::kFieldStart: return take_first(c, field);
      case State::kEscaped:
        state_ = is_line_end(c) ? State::kAfterEscapedEnd : State::kField;
        return add(c, field);
      case State::kAfterEscapedEnd:
      case State::kField:
        if (is_line_end(c)) return end_field(State::kRowEnd, field);
        if (c == format_.escape) return state_ = State::kEscaped, true;
        if (c == format_.delimiter) return end_field(State::kFieldStart, field);
        // Behind an escaped end of line the field goes on to the next line as well.
        return add(c, field);
      case State::kQuoted:
        if (c == format_.escape) return state_ = State::kEscapedInQuotes, true;
        if (c != format_.quote || !has_quotes) return add(c, field);
        state_ = format_.doubles_quotes ? State::kAfterQuote : State::kField;
        return true;
      case State::kEscapedInQuotes: state_ = State::kQuoted; return add(c, field);
      case State::kAfterQuote: return take_after_quote(c, field);
      case State::kRowEnd:
        if (is_line_end(c)) return true;
        raise(vm_,
              "new-line character seen in unquoted field - do you need to open the "
              "file with newline=''?");
        return false;
    }
    return false;
  }

  bool take_first(uint32_t c, std::string* field) {
    state_ = State::kFieldStart;
    if (is_line_end(c)) return end_field(State::kRowEnd, field);
    if (c == format_.quote && format_.quoting != Quoting::kNone) {
      return state_ = State::kQuoted, true;
    }
    if (c == format_.escape) return state_ = State::kEscaped, true;
    if (c == ' ' && format_.skips_spaces) return true;
    if (c == format_.delimiter) return end_field(State::kFieldStart, field);
    is_number_ = format_.quoting == Quoting::kNonNumeric;
    state_ = State::kField;
    return add(c, field);
  }

  bool take_after_quote(uint32_t c, std::string* field) {
    if (c == format_.quote) return state_ = State::kQuoted, add(c, field);
    if (c == format_.delimiter) return end_field(State::kFieldStart, field);
    if (is_line_end(c)) return end_field(State::kRowEnd, field);
    if (!format_.is_strict) return state_ = State::kField, add(c, field);
    raise(vm_, "'{}' expected after '{}'", character(format_.delimiter),
          character(format_.quote));
    return false;
  }

  // The end of a line of the source, which is no character of it.
  bool take_end(std::string* field) {
    switch (state_) {
      case State::kRowStart:
      case State::kRowEnd: state_ = State::kRowStart; return true;
      case State::kFieldStart:
      case State::kField:
      case State::kAfterQuote: return end_field(State::kRowStart, field);
      case State::kEscaped: state_ = State::kField; return add('\n', field);
      case State::kEscapedInQuotes: state_ = State::kQuoted; return add('\n', field);
      case State::kAfterEscapedEnd:
      case State::kQuoted: return true;
    }
    return true;
  }

  Vm& vm_;
  const Format& format_;
  int64_t limit_;
  List* fields_;
  Value rest_ = Value::object(names.empty);
  State state_ = State::kRowStart;
  bool is_number_ = false;
};

Value reader_next(Vm& vm, Object* o) {
  auto* self = static_cast<Reader*>(o);
  Format format = self->format;
  Row row(vm, format);
  do {
    Value line = next(vm, self->lines);
    if (line.is_error()) return line;
    if (line.is_undefined()) {
      if (!row.ends_here()) return line;
      if (format.is_strict) return raise(vm, "unexpected end of data");
      return row.finish() ? row.fields() : Value::error();
    }
    if (!is_str(line)) {
      return raise(vm,
                   "iterator should return strings, not {} (the file should be "
                   "opened in text mode)",
                   class_name(line));
    }
    vm.heap().touch(self);
    self->line_number++;
    if (!row.take_line(as<Str>(line))) return Value::error();
  } while (!row.is_complete());
  return row.fields();
}

Value reader_line_num(Vm&, const Args& args) {
  return Value::integer(reader_of(args)->line_number);
}
Value reader_dialect(Vm&, const Args& args) { return reader_of(args)->dialect; }

constexpr NativeDef kReaderMethods[] = {
    {"dialect(self)", reader_dialect, "What it goes by.", NativeBinding::kGetter},
    {"line_num(self)", reader_line_num, "How many lines it has read.",
     NativeBinding::kGetter},
};

constexpr TypeSlots kReaderSlots{
    .next = reader_next, .size = sizeof(Reader), .values = 2, .undo = Undo::kBytes};

Class* reader_class() {
  static Class* const cls = [] {
    Class* made = make_class("_csv.reader", types.object, Kind::kNativeObject,
                             kReaderMethods, &kReaderSlots, "The rows of lines.");
    add_iterator_methods(made);
    return made;
  }();
  return cls;
}

// _reader(lines, dialect): an iterator of lines, and a checked dialect.
Value make_reader(Vm& vm, const Args& args) {
  Format format{};
  if (!read_format(vm, args[1], &format)) return Value::error();
  auto* self = static_cast<Reader*>(allocate_instance(vm, reader_class()));
  self->lines = args[0];
  self->dialect = args[1];
  self->format = format;
  return Value::object(self);
}

// -- Writing ----------------------------------------------------------------------------

struct Writer : Object {
  Value write, dialect, line_end;
  Format format;
};

Writer* writer_of(const Args& args) { return static_cast<Writer*>(args[0].o); }

bool is_number(Vm& vm, Value v) {
  if (is_int_like(v) || v.is_float() || is_kind(v, Kind::kComplex)) return true;
  for (Str* name : {names.index, names.int_, names.float_}) {
    if (!vm.lookup(class_of(v), name).is_undefined()) return true;
  }
  return false;
}

// The text of a row.
class Line {
 public:
  Line(Vm& vm, const Writer* writer)
      : vm_(vm), format_(writer->format), line_end_(text_of(writer->line_end)) {}

  // False: pending.
  bool add(std::string_view text, bool is_quoted, bool is_first) {
    if (!is_first) append_character(&out_, format_.delimiter);
    size_t start = out_.size();
    if (!add_characters(text, &is_quoted)) return false;
    if (!is_quoted) return true;
    std::string quote = character(format_.quote);
    out_.insert(start, quote);
    out_.append(quote);
    return true;
  }
  bool add_only_empty() {
    if (format_.quoting != Quoting::kNone) return add("", true, true);
    raise(vm_, "single empty field record must be quoted");
    return false;
  }
  bool is_empty() const { return out_.empty(); }
  Value text() {
    out_.append(line_end_);
    return str_value(vm_, out_);
  }

 private:
  bool is_special(uint32_t c) const {
    if (c == format_.delimiter || c == format_.escape || c == format_.quote ||
        is_line_end(c)) {
      return true;
    }
    return line_end_.find(character(c)) != std::string_view::npos;
  }

  bool add_characters(std::string_view text, bool* is_quoted) {
    const char* p = text.data();
    const char* end = p + text.size();
    while (p < end) {
      const char* from = p;
      uint32_t c = utf8_next(p);
      if (is_special(c)) {
        bool doubled = c == format_.quote && format_.doubles_quotes;
        bool escaped = format_.quoting == Quoting::kNone ||
                       (!doubled && (c == format_.quote || c == format_.escape));
        if (escaped && format_.escape == kNoCharacter) {
          raise(vm_, "need to escape, but no escapechar set");
          return false;
        }
        if (escaped) append_character(&out_, format_.escape);
        if (!escaped && doubled) append_character(&out_, c);
        if (!escaped) *is_quoted = true;
      }
      out_.append(from, static_cast<size_t>(p - from));
    }
    return true;
  }

  Vm& vm_;
  Format format_;
  std::string_view line_end_;
  std::string out_;
};

// The fields of a row as text, and in `quoted` whether each must be quoted. Null:
// pending.
Tuple* field_texts(Vm& vm, const Writer* self, Tuple* row, Tuple* quoted) {
  Tuple* texts = make_tuple(vm.heap(), row->size);
  for (uint64_t n = 0; n < row->size; n++) {
    Value v = row->items[n];
    bool in_quotes = self->format.quoting == Quoting::kAll ||
                     (self->format.quoting == Quoting::kNonNumeric && !is_number(vm, v));
    quoted->items[n] = Value::boolean(in_quotes);
    Str* text = v.is_none() ? names.empty : is_str(v) ? as<Str>(v) : to_str(vm, v);
    if (text == nullptr) return nullptr;
    texts->items[n] = Value::object(text);
  }
  return texts;
}

Value row_text(Vm& vm, const Writer* self, Value row) {
  Value it = iterate(vm, row);
  if (it.is_error()) {
    if (!vm.pending_is(types.type_error)) return it;
    vm.clear_pending();
    return raise(vm, "iterable expected, not {}", class_name(row));
  }
  Tuple* items = tuple_of(vm, it);
  if (items == nullptr) return Value::error();
  Tuple* quoted = make_tuple(vm.heap(), items->size);
  Tuple* texts = field_texts(vm, self, items, quoted);
  if (texts == nullptr) return Value::error();
  Line line(vm, self);
  for (uint64_t n = 0; n < texts->size; n++) {
    if (!line.add(text_of(texts->items[n]), quoted->items[n].is_true(), n == 0)) {
      return Value::error();
    }
  }
  if (texts->size > 0 && line.is_empty() && !line.add_only_empty()) return Value::error();
  return line.text();
}

Value write_row(Vm& vm, const Writer* self, Value row) {
  Value text = row_text(vm, self, row);
  return text.is_error() ? text : vm.call(self->write, {text});
}

Value writer_writerow(Vm& vm, const Args& args) {
  return write_row(vm, writer_of(args), args[1]);
}

Value writer_writerows(Vm& vm, const Args& args) {
  for_each(vm, args[1],
           [&](Value row) { return !write_row(vm, writer_of(args), row).is_error(); });
  return vm.has_pending() ? Value::error() : Value::none();
}

Value writer_dialect(Vm&, const Args& args) { return writer_of(args)->dialect; }

constexpr NativeDef kWriterMethods[] = {
    {"dialect(self)", writer_dialect, "What it goes by.", NativeBinding::kGetter},
    {"writerow(self, row, /)", writer_writerow, "Write one row.", kMethod},
    {"writerows(self, rows, /)", writer_writerows, "Write every row.", kMethod},
};

constexpr TypeSlots kWriterSlots{
    .size = sizeof(Writer), .values = 3, .undo = Undo::kBytes};

Class* writer_class() {
  static Class* const cls =
      make_class("_csv.writer", types.object, Kind::kNativeObject, kWriterMethods,
                 &kWriterSlots, "Writes rows to a file.");
  return cls;
}

// _writer(write, dialect): what takes text, and a checked dialect.
Value make_writer(Vm& vm, const Args& args) {
  Format format{};
  if (!read_format(vm, args[1], &format)) return Value::error();
  Value line_end = setting(vm, args[1], "lineterminator");
  if (line_end.is_error()) return line_end;
  auto* self = static_cast<Writer*>(allocate_instance(vm, writer_class()));
  self->write = args[0];
  self->dialect = args[1];
  self->line_end = line_end;
  self->format = format;
  return Value::object(self);
}

constexpr NativeDef kFunctions[] = {
    {"_reader(lines, dialect, /)", make_reader},
    {"_writer(write, dialect, /)", make_writer},
    {"field_size_limit(limit=0, /)", field_size_limit,
     "How long a field may be; with an argument, from now on."},
};

}  // namespace

const ModuleDef& csv_module() {
  static const ModuleDef def{
      "csv", kFunctions,
      [](ModuleBuilder& module) { module.add("Error", error_class()); },
      "Tables as text, as spreadsheets write them."};
  return def;
}

}  // namespace scriptling
