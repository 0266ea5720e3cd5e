/**
 * @file The Zilant grammar: Python 3.9 to 3.15, the Python 2 forms that old Cython code still
 * uses, and Cython 3.3.
 *
 * Three ideas keep it small and free of conflicts (see README.md beside this file):
 *  - soft keywords, and the few places where C declarations need more than one token of lookahead,
 *    are decided by scanner.c, so that every Cython word stays usable as a name;
 *  - C types reuse the expression nodes `identifier`, `attribute` and `subscript`;
 *  - assignment, deletion and loop targets are parsed as expressions. The lowering checks them and
 *    can say what is wrong, which a grammar cannot.
 */

/* eslint-disable camelcase */

const PREC = {
  or: 10,
  and: 11,
  not: 12,
  compare: 13,
  bitwise_or: 14,
  xor: 15,
  bitwise_and: 16,
  shift: 17,
  plus: 18,
  times: 19,
  unary: 20,
  power: 21,
};

/** One or more `rule`, separated by `separator`. */
const sep1 = (rule, separator) => seq(rule, repeat(seq(separator, rule)));

/** One or more `rule`, separated by commas. */
const commaSep1 = rule => sep1(rule, ',');

/** One or more `rule`, separated by commas, with an optional comma at the end. */
const commaList = rule => seq(commaSep1(rule), optional(','));

/** A list that is a tuple: at least one comma. */
const commaTuple = rule => seq(
  rule,
  choice(',', seq(repeat1(seq(',', rule)), optional(','))),
);

/** What may follow a colon: simple statements on the line, an indented block, or (an error that
 *  the lowering reports) nothing, which gives an empty block. */
const suite = ($, simple, block) => choice(
  field('body', alias(simple, block)),
  seq($._indent, field('body', block)),
  field('body', alias($._newline, block)),
);

module.exports = grammar({
  name: 'zilant',

  extras: $ => [
    /[ \t\f\r\n]/,
    /\\\r?\n/,
    $.comment,
    $._comment_run,
  ],

  externals: $ => [
    $._newline,
    $._indent,
    $._dedent,
    $.comment,
    $.string,
    $.string_start,
    $.string_content,
    $.string_end,
    $._format_content,
    // Soft keywords at the start of a statement.
    $._cdef,
    $._cpdef,
    $._ctypedef,
    $._cimport,
    $._include,
    $._define,
    $._if_keyword,
    $._elif_keyword,
    $._else_keyword,
    $._property,
    $._match,
    $._type,
    $._lazy,
    $._print,
    $._exec,
    // Soft keywords inside C declarations.
    $._extern_from,
    $._modifier,
    $._struct_kind,
    $._packed,
    $._enum,
    $._cppclass,
    $._fused,
    $.c_integer_type,
    $._qualifier,
    $._declarator_open,
    $.operator_name,
    // Soft keywords and punctuation inside expressions.
    $._abstract_star,
    $._abstract_reference,
    $._new,
    $._await,
    $._async,
    $._format_colon,
    $._abstract_open,
    // An empty token that lets the scanner remember what it has seen ahead.
    $._comment_run,
    $._error_sentinel,
  ],

  supertypes: $ => [
    $._simple_statement,
    $._compound_statement,
    $.expression,
    $.primary_expression,
  ],

  inline: $ => [
    $._suite,
    $._declaration_suite,
    $._yield_or_expressions,
    $._element,
    $._element_in_parentheses,
    $._import_names,
    $._elements,
  ],

  word: $ => $.identifier,

  rules: {
    module: $ => repeat($._statement),

    _statement: $ => choice($._simple_statements, $._compound_statement),

    _simple_statements: $ => seq(
      sep1($._simple_statement, ';'),
      optional(';'),
      $._newline,
    ),

    _suite: $ => suite($, $._simple_statements, $.block),

    block: $ => seq(repeat1($._statement), $._dedent),

    // ------------------------------------------------------------------ simple statements

    _simple_statement: $ => choice(
      $.import_statement,
      $.import_from_statement,
      $.cimport_statement,
      $.include_statement,
      $.compile_time_definition,
      alias($._cdef_simple_statement, $.cdef_statement),
      alias($._ctypedef_simple_statement, $.ctypedef_statement),
      $.print_statement,
      $.exec_statement,
      $.assert_statement,
      $.expression_statement,
      $.assignment,
      $.annotated_assignment,
      $.augmented_assignment,
      $.return_statement,
      $.delete_statement,
      $.raise_statement,
      $.pass_statement,
      $.break_statement,
      $.continue_statement,
      $.global_statement,
      $.nonlocal_statement,
      $.type_alias_statement,
    ),

    import_statement: $ => seq(
      optional(field('lazy', alias($._lazy, 'lazy'))),
      'import',
      commaSep1(field('name', choice($.dotted_name, $.aliased_import))),
    ),

    cimport_statement: $ => seq(
      alias($._cimport, 'cimport'),
      commaSep1(field('name', choice($.dotted_name, $.aliased_import))),
    ),

    import_from_statement: $ => seq(
      optional(field('lazy', alias($._lazy, 'lazy'))),
      'from',
      field('module', choice($.relative_import, $.dotted_name)),
      field('keyword', choice('import', 'cimport')),
      $._import_names,
    ),

    _import_names: $ => choice(
      field('wildcard', '*'),
      commaList(field('name', choice($.identifier, alias($._aliased_name, $.aliased_import)))),
      seq(
        '(',
        commaList(field('name', choice($.identifier, alias($._aliased_name, $.aliased_import)))),
        ')',
      ),
    ),

    relative_import: $ => seq($.import_prefix, optional(field('name', $.dotted_name))),

    import_prefix: _ => repeat1(choice('.', '...')),

    aliased_import: $ => seq(
      field('name', $.dotted_name),
      'as',
      field('alias', $.identifier),
    ),

    _aliased_name: $ => seq(
      field('name', $.identifier),
      'as',
      field('alias', $.identifier),
    ),

    dotted_name: $ => sep1($.identifier, '.'),

    include_statement: $ => seq(
      alias($._include, 'include'),
      field('path', choice($.string, $.concatenated_string)),
    ),

    compile_time_definition: $ => seq(
      alias($._define, 'DEF'),
      field('name', $.identifier),
      '=',
      field('value', $._star_expressions),
    ),

    print_statement: $ => seq(
      alias($._print, 'print'),
      commaSep1(field('argument', $.expression)),
      optional(field('trailing_comma', ',')),
    ),

    exec_statement: $ => seq(
      alias($._exec, 'exec'),
      field('code', $.primary_expression),
      optional(seq(
        'in',
        field('globals', $.expression),
        optional(seq(',', field('locals', $.expression))),
      )),
    ),

    assert_statement: $ => seq(
      'assert',
      field('condition', $.expression),
      optional(seq(',', field('message', $.expression))),
    ),

    expression_statement: $ => field('value', $._yield_or_expressions),

    assignment: $ => seq(
      repeat1(seq(field('target', $._yield_or_expressions), '=')),
      field('value', $._yield_or_expressions),
    ),

    annotated_assignment: $ => seq(
      field('target', $._star_expressions),
      ':',
      field('annotation', $.expression),
      optional(seq('=', field('value', $._yield_or_expressions))),
    ),

    augmented_assignment: $ => seq(
      field('target', $._star_expressions),
      field('operator', choice(
        '+=', '-=', '*=', '/=', '@=', '//=', '%=', '**=', '>>=', '<<=', '&=', '^=', '|=',
      )),
      field('value', $._yield_or_expressions),
    ),

    return_statement: $ => seq('return', optional(field('value', $._star_expressions))),

    delete_statement: $ => seq('del', field('target', $._star_expressions)),

    raise_statement: $ => seq(
      'raise',
      optional(seq(
        field('exception', $.expression),
        optional(choice(
          seq('from', field('cause', $.expression)),
          // Python 2: raise type, value, traceback
          seq(
            ',', field('value', $.expression),
            optional(seq(',', field('traceback', $.expression))),
          ),
        )),
      )),
    ),

    pass_statement: _ => 'pass',
    break_statement: _ => 'break',
    continue_statement: _ => 'continue',

    global_statement: $ => seq('global', commaSep1(field('name', $.identifier))),
    nonlocal_statement: $ => seq('nonlocal', commaSep1(field('name', $.identifier))),

    type_alias_statement: $ => seq(
      alias($._type, 'type'),
      field('name', $.identifier),
      optional(field('type_parameters', $.type_parameters)),
      '=',
      field('value', $.expression),
    ),

    // ---------------------------------------------------------------- compound statements

    _compound_statement: $ => choice(
      $.if_statement,
      $.while_statement,
      $.for_statement,
      $.for_from_statement,
      $.try_statement,
      $.with_statement,
      $.match_statement,
      $.function_definition,
      $.class_definition,
      $.decorated_definition,
      $.compile_time_if,
      $.property_declaration,
      alias($._cdef_compound_statement, $.cdef_statement),
      alias($._ctypedef_compound_statement, $.ctypedef_statement),
    ),

    if_statement: $ => seq(
      'if',
      field('condition', $._named_expression),
      ':',
      $._suite,
      repeat(field('alternative', $.elif_clause)),
      optional(field('alternative', $.else_clause)),
    ),

    elif_clause: $ => seq(
      'elif',
      field('condition', $._named_expression),
      ':',
      $._suite,
    ),

    else_clause: $ => seq('else', ':', $._suite),

    while_statement: $ => seq(
      'while',
      field('condition', $._named_expression),
      ':',
      $._suite,
      optional(field('alternative', $.else_clause)),
    ),

    for_statement: $ => seq(
      optional(field('async', alias($._async, 'async'))),
      'for',
      field('target', $._targets),
      'in',
      field('iterable', $._star_expressions),
      ':',
      $._suite,
      optional(field('alternative', $.else_clause)),
    ),

    for_from_statement: $ => seq(
      'for',
      $._for_from_bounds,
      ':',
      $._suite,
      optional(field('alternative', $.else_clause)),
    ),

    _for_from_bounds: $ => seq(
      optional(seq(field('target', $._targets), 'from')),
      field('lower', $.primary_expression),
      field('lower_operator', choice('<', '<=', '>', '>=')),
      field('variable', $.identifier),
      field('upper_operator', choice('<', '<=', '>', '>=')),
      field('upper', $.primary_expression),
      optional(seq('by', field('step', $.primary_expression))),
    ),

    /** Loop targets: no comparison inside, so that `in` ends them. */
    _targets: $ => choice(
      $.primary_expression,
      $.list_splat,
      alias($._target_list, $.expression_list),
    ),

    _target_list: $ => commaTuple(choice($.primary_expression, $.list_splat)),

    try_statement: $ => seq(
      'try',
      ':',
      $._suite,
      repeat(field('handler', $.except_clause)),
      optional(field('alternative', $.else_clause)),
      optional(field('finalizer', $.finally_clause)),
    ),

    except_clause: $ => seq(
      'except',
      optional(field('group', '*')),
      optional(seq(
        commaSep1(field('value', $.expression)),
        optional(','),
        optional(seq('as', field('alias', $._postfix))),
      )),
      ':',
      $._suite,
    ),

    finally_clause: $ => seq('finally', ':', $._suite),

    with_statement: $ => seq(
      optional(field('async', alias($._async, 'async'))),
      'with',
      commaSep1(field('item', $.with_item)),
      ':',
      $._suite,
    ),

    with_item: $ => seq(
      field('value', $.expression),
      optional(seq('as', field('target', $._postfix))),
    ),

    /** `expression as target` inside the parentheses of a with statement. */
    _with_item_in_parentheses: $ => seq(
      field('value', $.expression),
      'as',
      field('target', $._postfix),
    ),

    function_definition: $ => seq(
      optional(field('async', alias($._async, 'async'))),
      'def',
      field('name', $.identifier),
      optional(field('type_parameters', $.type_parameters)),
      field('parameters', $.parameters),
      optional(seq('->', field('return_type', $.expression))),
      ':',
      $._suite,
    ),

    class_definition: $ => seq(
      'class',
      field('name', $.identifier),
      optional(field('type_parameters', $.type_parameters)),
      optional(field('arguments', $.argument_list)),
      ':',
      $._suite,
    ),

    decorated_definition: $ => seq(
      repeat1(field('decorator', $.decorator)),
      choice(
        field('definition', choice(
          $.class_definition,
          $.function_definition,
          alias($._cdef_compound_statement, $.cdef_statement),
        )),
        seq(
          field('definition', alias($._cdef_simple_statement, $.cdef_statement)),
          optional(';'),
          $._newline,
        ),
      ),
    ),

    decorator: $ => seq('@', field('value', $._named_expression), $._newline),

    type_parameters: $ => seq('[', commaList(field('parameter', $.type_parameter)), ']'),

    type_parameter: $ => choice(
      seq(
        field('name', $.identifier),
        optional(seq(':', field('bound', $.expression))),
        optional(seq('=', field('default', $.expression))),
      ),
      seq(
        field('kind', '*'),
        field('name', $.identifier),
        optional(seq('=', field('default', choice($.expression, $.list_splat)))),
      ),
      seq(
        field('kind', '**'),
        field('name', $.identifier),
        optional(seq('=', field('default', $.expression))),
      ),
    ),

    // ------------------------------------------------------------------------------ match

    match_statement: $ => seq(
      alias($._match, 'match'),
      field('subject', choice(
        $._named_expression,
        $.list_splat,
        alias($._subject_list, $.expression_list),
      )),
      ':',
      $._indent,
      repeat1(field('case', $.case_clause)),
      $._dedent,
    ),

    _subject_list: $ => commaTuple($._element),

    case_clause: $ => seq(
      'case',
      field('pattern', choice($._pattern, alias($._open_sequence_pattern, $.sequence_pattern))),
      optional(seq('if', field('guard', $._named_expression))),
      ':',
      $._suite,
    ),

    _open_sequence_pattern: $ => choice(
      commaTuple($._star_or_pattern),
      $.star_pattern,
    ),

    _star_or_pattern: $ => choice($.star_pattern, $._pattern),

    star_pattern: $ => seq('*', field('name', $.identifier)),

    _pattern: $ => choice($.as_pattern, $.or_pattern, $._closed_pattern),

    as_pattern: $ => seq(
      field('pattern', choice($.or_pattern, $._closed_pattern)),
      'as',
      field('name', $._postfix),
    ),

    or_pattern: $ => seq(
      field('alternative', $._closed_pattern),
      repeat1(seq('|', field('alternative', $._closed_pattern))),
    ),

    _closed_pattern: $ => choice(
      $.capture_pattern,
      $.value_pattern,
      $.group_pattern,
      $.sequence_pattern,
      $.mapping_pattern,
      $.class_pattern,
    ),

    capture_pattern: $ => field('name', $.identifier),

    value_pattern: $ => field('value', choice(
      alias($._pattern_attribute, $.attribute),
      $._pattern_literal,
    )),

    _pattern_literal: $ => choice(
      $.string,
      $.interpolated_string,
      $.concatenated_string,
      $.true,
      $.false,
      $.none,
      $._pattern_number,
      alias($._pattern_signed, $.unary_operator),
      alias($._pattern_complex, $.binary_operator),
    ),

    _pattern_number: $ => choice($.integer, $.float, $.imaginary),

    _pattern_signed: $ => seq(
      field('operator', choice('+', '-')),
      field('operand', $._pattern_number),
    ),

    _pattern_complex: $ => seq(
      field('left', choice($._pattern_number, alias($._pattern_signed, $.unary_operator))),
      field('operator', choice('+', '-')),
      field('right', choice($._pattern_number, alias($._pattern_plus, $.unary_operator))),
    ),

    _pattern_plus: $ => seq(field('operator', '+'), field('operand', $._pattern_number)),

    _pattern_attribute: $ => seq(
      field('object', choice($.identifier, alias($._pattern_attribute, $.attribute))),
      '.',
      field('name', $.identifier),
    ),

    group_pattern: $ => seq('(', field('pattern', $._pattern), ')'),

    sequence_pattern: $ => choice(
      seq('[', optional(commaList($._star_or_pattern)), ']'),
      seq('(', optional(choice(commaTuple($._star_or_pattern), $.star_pattern)), ')'),
    ),

    mapping_pattern: $ => seq(
      '{',
      optional(commaList(choice(
        field('item', $.key_value_pattern),
        seq('**', field('rest', $.identifier)),
      ))),
      '}',
    ),

    key_value_pattern: $ => seq(
      field('key', choice(alias($._pattern_attribute, $.attribute), $._pattern_literal)),
      ':',
      field('value', $._pattern),
    ),

    class_pattern: $ => seq(
      field('class', choice($.identifier, alias($._pattern_attribute, $.attribute))),
      '(',
      optional(commaList(field('argument', choice($._pattern, $.keyword_pattern)))),
      ')',
    ),

    keyword_pattern: $ => seq(field('name', $.identifier), '=', field('value', $._pattern)),

    // ------------------------------------------------------------------------- parameters

    parameters: $ => seq('(', optional(commaList($._parameter)), ')'),

    _parameter: $ => choice(
      $.parameter,
      $.list_splat_parameter,
      $.dictionary_splat_parameter,
      $.keyword_separator,
      $.positional_separator,
      $.ellipsis,
    ),

    parameter: $ => seq(
      $._parameter_head,
      optional(field('none_check', $.none_check)),
      optional(seq(':', field('annotation', $.expression))),
      optional(seq('=', field('default', choice($.expression, '?', '*')))),
    ),

    _parameter_head: $ => choice(
      // A Python parameter. In a C function type it may as well be a type: unresolved.
      field('name', $.identifier),
      seq(
        field('type', $._compound_type),
        optional(field('declarator', choice($._declarator, $._abstract_declarator))),
      ),
      seq(
        field('type', $._type_identifier),
        field('declarator', choice($._declarator, $._abstract_declarator)),
      ),
    ),

    none_check: _ => seq(choice('not', 'or'), 'None'),

    list_splat_parameter: $ => seq(
      '*',
      field('name', $.identifier),
      optional(seq(':', field('annotation', choice($.expression, $.list_splat)))),
    ),

    dictionary_splat_parameter: $ => seq(
      '**',
      field('name', $.identifier),
      optional(seq(':', field('annotation', $.expression))),
    ),

    keyword_separator: _ => '*',
    positional_separator: _ => '/',

    lambda_parameters: $ => commaList($._lambda_parameter),

    _lambda_parameter: $ => choice(
      alias($._plain_parameter, $.parameter),
      alias($._plain_list_splat_parameter, $.list_splat_parameter),
      alias($._plain_dictionary_splat_parameter, $.dictionary_splat_parameter),
      $.keyword_separator,
      $.positional_separator,
    ),

    _plain_parameter: $ => seq(
      $._parameter_head,
      optional(seq('=', field('default', $.expression))),
    ),

    _plain_list_splat_parameter: $ => seq('*', field('name', $.identifier)),
    _plain_dictionary_splat_parameter: $ => seq('**', field('name', $.identifier)),

    // ------------------------------------------------------------------------ expressions

    _yield_or_expressions: $ => choice($._star_expressions, $.yield),

    _star_expressions: $ => choice($.expression, $.list_splat, $.expression_list),

    expression_list: $ => commaTuple(choice($.expression, $.list_splat)),

    _named_expression: $ => choice($.expression, $.named_expression),

    named_expression: $ => seq(
      field('name', $.primary_expression),
      ':=',
      field('value', $.expression),
    ),

    list_splat: $ => seq('*', field('value', $.primary_expression)),

    yield: $ => prec.right(seq(
      'yield',
      optional(choice(
        seq('from', field('iterable', $.expression)),
        field('value', $._star_expressions),
      )),
    )),

    expression: $ => choice($._disjunction, $.lambda, $.conditional_expression),

    conditional_expression: $ => seq(
      field('body', $._disjunction),
      'if',
      field('condition', $._disjunction),
      'else',
      field('alternative', $.expression),
    ),

    lambda: $ => seq(
      'lambda',
      optional(field('parameters', $.lambda_parameters)),
      ':',
      field('body', $.expression),
    ),

    _disjunction: $ => choice(
      $.boolean_operator,
      $.not_operator,
      $.comparison_operator,
      $.primary_expression,
    ),

    boolean_operator: $ => choice(
      prec.left(PREC.and, seq(
        field('left', $._disjunction), field('operator', 'and'), field('right', $._disjunction),
      )),
      prec.left(PREC.or, seq(
        field('left', $._disjunction), field('operator', 'or'), field('right', $._disjunction),
      )),
    ),

    not_operator: $ => prec(PREC.not, seq('not', field('operand', $._disjunction))),

    comparison_operator: $ => prec.left(PREC.compare, seq(
      field('operand', $.primary_expression),
      repeat1(seq(
        field('operator', choice(
          '<', '<=', '==', '!=', '>=', '>', '<>', 'in', 'is',
          alias($._not_in, 'not in'),
          alias($._is_not, 'is not'),
        )),
        field('operand', $.primary_expression),
      )),
    )),

    _not_in: _ => seq('not', 'in'),
    _is_not: _ => seq('is', 'not'),

    primary_expression: $ => choice(
      $.binary_operator,
      $.unary_operator,
      $.cast,
      $.address_of,
      $.await,
      $._postfix,
    ),

    binary_operator: $ => {
      const table = [
        [prec.left, '|', PREC.bitwise_or],
        [prec.left, '^', PREC.xor],
        [prec.left, '&', PREC.bitwise_and],
        [prec.left, '<<', PREC.shift],
        [prec.left, '>>', PREC.shift],
        [prec.left, '+', PREC.plus],
        [prec.left, '-', PREC.plus],
        [prec.left, '*', PREC.times],
        [prec.left, '@', PREC.times],
        [prec.left, '/', PREC.times],
        [prec.left, '%', PREC.times],
        [prec.left, '//', PREC.times],
        [prec.right, '**', PREC.power],
      ];
      return choice(...table.map(([associate, operator, precedence]) => associate(precedence, seq(
        field('left', $.primary_expression),
        field('operator', operator),
        field('right', $.primary_expression),
      ))));
    },

    unary_operator: $ => prec(PREC.unary, seq(
      field('operator', choice('+', '-', '~')),
      field('operand', $.primary_expression),
    )),

    cast: $ => prec(PREC.unary, seq(
      '<',
      field('type', $.c_type),
      optional(field('checked', '?')),
      '>',
      field('operand', $.primary_expression),
    )),

    address_of: $ => prec(PREC.unary, seq('&', field('operand', $.primary_expression))),

    await: $ => seq(alias($._await, 'await'), field('operand', $._postfix)),

    _postfix: $ => choice(
      $.identifier,
      $.attribute,
      $.subscript,
      $.call,
      $.new_expression,
      $.string,
      $.interpolated_string,
      $.concatenated_string,
      $.integer,
      $.float,
      $.imaginary,
      $.true,
      $.false,
      $.none,
      $.ellipsis,
      $.tuple,
      $.parenthesized_expression,
      $.generator_expression,
      $.list,
      $.list_comprehension,
      $.set,
      $.set_comprehension,
      $.dictionary,
      $.dictionary_comprehension,
      $.repr_expression,
    ),

    attribute: $ => seq(
      field('object', $._postfix),
      '.',
      field('name', $.identifier),
    ),

    subscript: $ => seq(
      field('value', $._postfix),
      '[',
      field('index', choice($._index, alias($._index_list, $.expression_list))),
      ']',
    ),

    _index_list: $ => commaTuple($._index),

    _index: $ => choice(
      $._named_expression,
      $.slice,
      $.list_splat,
      // Buffers and templates: ndarray[double, ndim=2], vector[int*].
      $.keyword_argument,
      alias($._evident_type, $.c_type),
    ),

    slice: $ => seq(
      optional(field('lower', $.expression)),
      ':',
      optional(field('upper', $.expression)),
      optional(seq(':', optional(field('step', $.expression)))),
    ),

    call: $ => seq(
      field('function', $._postfix),
      field('arguments', choice($.argument_list, $.generator_expression)),
    ),

    argument_list: $ => seq('(', optional(commaList($._argument)), ')'),

    _argument: $ => choice(
      $._named_expression,
      $.keyword_argument,
      alias($._argument_splat, $.list_splat),
      $.dictionary_splat,
      // sizeof(int*)
      alias($._evident_type, $.c_type),
    ),

    _argument_splat: $ => seq('*', field('value', $.expression)),

    keyword_argument: $ => seq(field('name', $.expression), '=', field('value', $.expression)),

    dictionary_splat: $ => seq('**', field('value', $.expression)),

    new_expression: $ => seq(
      alias($._new, 'new'),
      field('type', $._c_type),
      field('arguments', $.argument_list),
    ),

    tuple: $ => seq(
      '(',
      optional(commaTuple(choice(
        $._element_in_parentheses,
        alias($._with_item_in_parentheses, $.with_item),
      ))),
      ')',
    ),

    _element: $ => choice($._named_expression, $.list_splat),

    // What is unpacked in a generator expression may be any expression.
    _element_in_parentheses: $ => choice(
      $._named_expression,
      alias($._argument_splat, $.list_splat),
    ),

    parenthesized_expression: $ => seq(
      '(',
      choice(
        field('value', choice($._element_in_parentheses, $.yield)),
        alias($._with_item_in_parentheses, $.with_item),
      ),
      ')',
    ),

    generator_expression: $ => seq(
      '(',
      field('body', $._element_in_parentheses),
      $._comprehension_clauses,
      ')',
    ),

    list: $ => seq('[', optional($._elements), ']'),
    set: $ => seq('{', $._elements, '}'),
    _elements: $ => commaList($._element),

    list_comprehension: $ => seq('[', field('body', $._element), $._comprehension_clauses, ']'),
    set_comprehension: $ => seq('{', field('body', $._element), $._comprehension_clauses, '}'),

    dictionary: $ => seq('{', optional(commaList(choice($.pair, $.dictionary_item_splat))), '}'),

    dictionary_comprehension: $ => seq(
      '{',
      field('body', choice($.pair, $.dictionary_item_splat)),
      $._comprehension_clauses,
      '}',
    ),

    pair: $ => seq(field('key', $.expression), ':', field('value', $.expression)),

    // What is unpacked in a comprehension may be any expression.
    dictionary_item_splat: $ => seq('**', field('value', $.expression)),

    _comprehension_clauses: $ => seq(
      field('clause', choice($.for_in_clause, $.for_from_clause)),
      repeat(field('clause', choice($.for_in_clause, $.for_from_clause, $.if_clause))),
    ),

    for_in_clause: $ => seq(
      optional(field('async', alias($._async, 'async'))),
      'for',
      field('target', $._targets),
      'in',
      field('iterable', $._disjunction),
    ),

    for_from_clause: $ => seq('for', $._for_from_bounds),

    if_clause: $ => seq('if', field('condition', $._disjunction)),

    repr_expression: $ => seq('`', commaSep1(field('value', $.expression)), '`'),

    // --------------------------------------------------------------------------- literals

    concatenated_string: $ => prec.right(seq(
      field('part', $._string_part),
      repeat1(field('part', $._string_part)),
    )),

    _string_part: $ => choice($.string, $.interpolated_string),

    interpolated_string: $ => seq(
      $.string_start,
      repeat(choice($.string_content, $.interpolation)),
      $.string_end,
    ),

    interpolation: $ => seq(
      '{',
      field('value', $._yield_or_expressions),
      optional(field('debug', '=')),
      optional(field('conversion', $.conversion)),
      optional(field('format', $.format_specifier)),
      '}',
    ),

    conversion: _ => /![^\s=}:!'"]*/,

    format_specifier: $ => seq(
      alias($._format_colon, ':'),
      repeat(choice(alias($._format_content, $.string_content), $.interpolation)),
    ),

    integer: _ => token(choice(
      /[0-9][0-9_]*[uUlL]*/,
      /0[xX][0-9a-fA-F_]+[uUlL]*/,
      /0[oO][0-9_]+[uUlL]*/,
      /0[bB][0-9_]+[uUlL]*/,
    )),

    float: _ => token(choice(
      /[0-9][0-9_]*\.([0-9][0-9_]*)?([eE][+-]?[0-9][0-9_]*)?/,
      /\.[0-9][0-9_]*([eE][+-]?[0-9][0-9_]*)?/,
      /[0-9][0-9_]*[eE][+-]?[0-9][0-9_]*/,
    )),

    imaginary: _ => token(choice(
      /[0-9][0-9_]*[jJ]/,
      /[0-9][0-9_]*\.([0-9][0-9_]*)?([eE][+-]?[0-9][0-9_]*)?[jJ]/,
      /\.[0-9][0-9_]*([eE][+-]?[0-9][0-9_]*)?[jJ]/,
      /[0-9][0-9_]*[eE][+-]?[0-9][0-9_]*[jJ]/,
    )),

    ellipsis: _ => '...',
    true: _ => 'True',
    false: _ => 'False',
    none: _ => 'None',

    identifier: _ => /[_\p{XID_Start}][_\p{XID_Continue}]*/,

    // --------------------------------------------------------------- Cython: small things

    property_declaration: $ => seq(
      alias($._property, 'property'),
      field('name', $.identifier),
      ':',
      $._suite,
    ),

    compile_time_if: $ => seq(
      alias($._if_keyword, 'IF'),
      field('condition', $.expression),
      ':',
      $._suite,
      repeat(field('alternative', $.compile_time_elif)),
      optional(field('alternative', $.compile_time_else)),
    ),

    compile_time_elif: $ => seq(
      alias($._elif_keyword, 'ELIF'),
      field('condition', $.expression),
      ':',
      $._suite,
    ),

    compile_time_else: $ => seq(
      alias($._else_keyword, 'ELSE'),
      ':',
      $._suite,
    ),

    // -------------------------------------------------------------- Cython: cdef statements

    _cdef_simple_statement: $ => seq(
      field('keyword', choice(alias($._cdef, 'cdef'), alias($._cpdef, 'cpdef'))),
      field('declaration', $._simple_declaration),
    ),

    _cdef_compound_statement: $ => seq(
      field('keyword', choice(alias($._cdef, 'cdef'), alias($._cpdef, 'cpdef'))),
      field('declaration', choice($._compound_declaration, $.cdef_block)),
    ),

    _ctypedef_simple_statement: $ => seq(
      alias($._ctypedef, 'ctypedef'),
      field('declaration', $._simple_declaration),
    ),

    _ctypedef_compound_statement: $ => seq(
      alias($._ctypedef, 'ctypedef'),
      field('declaration', $._compound_declaration),
    ),

    cdef_block: $ => seq(
      repeat(field('modifier', alias($._modifier, $.modifier))),
      optional(field('nogil', 'nogil')),
      ':',
      $._declaration_suite,
    ),

    _declaration_suite: $ => suite($, $._simple_declarations, $.declaration_block),

    declaration_block: $ => seq(repeat1($._declaration_member), $._dedent),

    _simple_declarations: $ => seq(
      sep1($._simple_member, ';'),
      optional(';'),
      $._newline,
    ),

    _simple_member: $ => choice(
      $._simple_declaration,
      $.pass_statement,
      $.compile_time_definition,
      $.include_statement,
      alias($._docstring, $.expression_statement),
      alias($._cdef_simple_statement, $.cdef_statement),
      alias($._ctypedef_simple_statement, $.ctypedef_statement),
    ),

    _docstring: $ => field('value', choice($.string, $.concatenated_string)),

    _declaration_member: $ => choice(
      $._simple_declarations,
      $._compound_declaration,
      alias($._cdef_compound_statement, $.cdef_statement),
      alias($._ctypedef_compound_statement, $.ctypedef_statement),
      alias($._declaration_compile_time_if, $.compile_time_if),
      alias($._decorated_declaration, $.decorated_definition),
    ),

    _decorated_declaration: $ => seq(
      repeat1(field('decorator', $.decorator)),
      choice(
        field('definition', choice(
          $._compound_declaration,
          alias($._cdef_compound_statement, $.cdef_statement),
        )),
        seq(
          field('definition', choice(
            $._simple_declaration,
            alias($._cdef_simple_statement, $.cdef_statement),
          )),
          optional(';'),
          $._newline,
        ),
      ),
    ),

    _declaration_compile_time_if: $ => seq(
      alias($._if_keyword, 'IF'),
      field('condition', $.expression),
      ':',
      $._declaration_suite,
      repeat(field('alternative', alias($._declaration_compile_time_elif, $.compile_time_elif))),
      optional(field('alternative', alias($._declaration_compile_time_else, $.compile_time_else))),
    ),

    _declaration_compile_time_elif: $ => seq(
      alias($._elif_keyword, 'ELIF'),
      field('condition', $.expression),
      ':',
      $._declaration_suite,
    ),

    _declaration_compile_time_else: $ => seq(
      alias($._else_keyword, 'ELSE'),
      ':',
      $._declaration_suite,
    ),

    /** Declarations that end with the line. */
    _simple_declaration: $ => choice(
      $.c_declaration,
      alias($._struct_declaration, $.struct_definition),
      alias($._class_declaration, $.c_class_definition),
      alias($._cppclass_declaration, $.cppclass_definition),
    ),

    /** Declarations that end with a block. */
    _compound_declaration: $ => choice(
      $.c_function_definition,
      $.struct_definition,
      $.enum_definition,
      $.fused_definition,
      $.c_class_definition,
      $.cppclass_definition,
      $.extern_block,
    ),

    c_declaration: $ => seq(
      repeat(field('modifier', alias($._modifier, $.modifier))),
      choice(
        seq(
          field('type', $._compound_type),
          commaList(field('declarator', $.init_declarator)),
        ),
        seq(
          field('type', $._type_identifier),
          commaList(field('declarator', $.init_declarator)),
        ),
        seq(
          field('type', $._compound_type),
          field('declarator', alias($._abstract_init_declarator, $.init_declarator)),
        ),
        // `cdef const x = 1`: a constant object.
        seq(
          optional(field('qualifier', alias($._qualifier, $.qualifier))),
          commaList(field('declarator', $.init_declarator)),
        ),
      ),
    ),

    init_declarator: $ => seq(
      field('declarator', $._declarator),
      optional(seq('=', field('value', $.expression))),
    ),

    _abstract_init_declarator: $ => field(
      'declarator',
      alias($._abstract_function, $.function_declarator),
    ),

    c_function_definition: $ => seq(
      repeat(field('modifier', alias($._modifier, $.modifier))),
      optional(field('type', choice($._compound_type, $._type_identifier))),
      field('declarator', $._declarator),
      ':',
      $._suite,
    ),

    extern_block: $ => seq(
      repeat(field('modifier', alias($._modifier, $.modifier))),
      alias($._extern_from, 'extern from'),
      field('header', choice($.string, $.concatenated_string, $.system_header, '*')),
      optional(seq('namespace', field('namespace', choice($.string, $.concatenated_string)))),
      optional(field('nogil', 'nogil')),
      ':',
      $._declaration_suite,
    ),

    system_header: _ => /<[^<>\n]+>/,

    _struct_head: $ => seq(
      repeat(field('modifier', alias($._modifier, $.modifier))),
      optional(field('packed', alias($._packed, 'packed'))),
      field('kind', alias($._struct_kind, $.struct_kind)),
      field('name', $.identifier),
      optional(field('c_name', $.string)),
    ),

    _struct_declaration: $ => $._struct_head,

    struct_definition: $ => seq(
      $._struct_head,
      ':',
      $._declaration_suite,
    ),

    enum_definition: $ => seq(
      repeat(field('modifier', alias($._modifier, $.modifier))),
      alias($._enum, 'enum'),
      optional(field('scoped', choice('class', alias($._struct_kind, 'struct')))),
      optional(field('name', $.identifier)),
      optional(field('c_name', $.string)),
      optional(seq('(', field('base', $.c_type), ')')),
      ':',
      suite($, $._enum_line, $.enum_block),
    ),

    enum_block: $ => seq(
      repeat1(choice($._enum_line, alias($._enum_compile_time_if, $.compile_time_if))),
      $._dedent,
    ),

    _enum_line: $ => seq(
      choice(
        commaList($.enumerator),
        $.pass_statement,
        alias($._docstring, $.expression_statement),
      ),
      optional(';'),
      $._newline,
    ),

    enumerator: $ => seq(
      field('name', $.identifier),
      optional(field('c_name', $.string)),
      optional(seq('=', field('value', $.expression))),
    ),

    _enum_compile_time_if: $ => seq(
      alias($._if_keyword, 'IF'),
      field('condition', $.expression),
      ':',
      suite($, $._enum_line, $.enum_block),
      repeat(field('alternative', alias($._enum_compile_time_elif, $.compile_time_elif))),
      optional(field('alternative', alias($._enum_compile_time_else, $.compile_time_else))),
    ),

    _enum_compile_time_elif: $ => seq(
      alias($._elif_keyword, 'ELIF'),
      field('condition', $.expression),
      ':',
      suite($, $._enum_line, $.enum_block),
    ),

    _enum_compile_time_else: $ => seq(
      alias($._else_keyword, 'ELSE'),
      ':',
      suite($, $._enum_line, $.enum_block),
    ),

    fused_definition: $ => seq(
      repeat(field('modifier', alias($._modifier, $.modifier))),
      alias($._fused, 'fused'),
      field('name', $.identifier),
      ':',
      suite($, $._fused_line, $.fused_block),
    ),

    fused_block: $ => seq(repeat1($._fused_line), $._dedent),

    _fused_line: $ => seq(
      choice($.c_type, $.pass_statement, alias($._docstring, $.expression_statement)),
      optional(';'),
      $._newline,
    ),

    _class_head: $ => seq(
      repeat(field('modifier', alias($._modifier, $.modifier))),
      'class',
      field('name', $.dotted_name),
      optional(seq('as', field('alias', $.identifier))),
      optional(field('arguments', $.argument_list)),
      optional(field('options', $.class_options)),
    ),

    _class_declaration: $ => $._class_head,

    c_class_definition: $ => seq($._class_head, ':', $._suite),

    class_options: $ => seq('[', commaList(field('option', $.class_option)), ']'),

    class_option: $ => seq(
      field('kind', choice('object', 'type', 'check_size')),
      field('name', $.identifier),
    ),

    _cppclass_head: $ => seq(
      repeat(field('modifier', alias($._modifier, $.modifier))),
      alias($._cppclass, 'cppclass'),
      field('name', $.identifier),
      optional(field('c_name', $.string)),
      optional(field('templates', $.template_parameters)),
      optional(field('bases', $.base_list)),
      optional(field('nogil', 'nogil')),
    ),

    _cppclass_declaration: $ => $._cppclass_head,

    cppclass_definition: $ => seq(
      $._cppclass_head,
      ':',
      $._declaration_suite,
    ),

    template_parameters: $ => seq('[', commaList($.template_parameter), ']'),

    template_parameter: $ => seq(
      field('name', $.identifier),
      optional(seq('=', field('default', '*'))),
    ),

    base_list: $ => seq('(', commaList(field('base', $._c_type)), ')'),

    // --------------------------------------------------------------------- Cython: C types

    /** A type with its abstract declarator, as in a cast: `int`, `char*`, `void (*)(int)`. */
    c_type: $ => seq(
      field('type', $._c_type),
      optional(field('declarator', $._abstract_declarator)),
    ),

    /** A type among expressions that can be nothing else. Every other type there is an
     *  expression, and stays unresolved. */
    _evident_type: $ => choice(
      seq(
        field('type', choice(
          $.c_integer_type,
          alias($._leading_qualified_type, $.qualified_type),
        )),
        optional(field('declarator', $._abstract_declarator)),
      ),
      seq(
        field('type', $.primary_expression),
        field('declarator', choice(
          alias($._evident_pointer, $.pointer_declarator),
          alias($._evident_reference, $.reference_declarator),
          alias($._evident_function_pointer, $.function_declarator),
        )),
      ),
      // double(double, int) noexcept
      seq(field('type', $.primary_expression), repeat1($._function_property)),
    ),

    _evident_pointer: $ => seq(
      alias($._abstract_star, '*'),
      repeat(field('qualifier', alias($._qualifier, $.qualifier))),
      optional(field('declarator', choice(
        alias($._evident_pointer, $.pointer_declarator),
        alias($._evident_reference, $.reference_declarator),
      ))),
    ),

    _evident_reference: $ => field('kind', alias($._abstract_reference, '&')),

    _evident_function_pointer: $ => seq(
      field('declarator', alias($._evident_parenthesized, $.parenthesized_declarator)),
      $._function_tail,
    ),

    _evident_parenthesized: $ => seq(
      alias($._abstract_open, '('),
      field('declarator', $._abstract_declarator),
      ')',
    ),

    _c_type: $ => choice($._type_identifier, $._compound_type),

    _type_identifier: $ => prec(1, $.identifier),

    /** Every type but a bare name. */
    _compound_type: $ => choice(
      $.c_integer_type,
      alias($._type_attribute, $.attribute),
      alias($._type_subscript, $.subscript),
      alias($._leading_qualified_type, $.qualified_type),
      $.qualified_type,
      $.c_tuple_type,
    ),

    _type_attribute: $ => seq(
      field('object', $._c_type),
      '.',
      field('name', $.identifier),
    ),

    _type_subscript: $ => seq(
      field('value', $._c_type),
      '[',
      optional(field('index', choice($._index, alias($._index_list, $.expression_list)))),
      ']',
    ),

    /** `T const`. */
    qualified_type: $ => seq(
      field('type', $._c_type),
      field('qualifier', alias($._qualifier, $.qualifier)),
    ),

    /** `const T`. */
    _leading_qualified_type: $ => prec.right(seq(
      field('qualifier', alias($._qualifier, $.qualifier)),
      field('type', $._c_type),
    )),

    c_tuple_type: $ => seq('(', commaList(field('item', $.c_type)), ')'),

    // ----------------------------------------------------------------- Cython: declarators

    _declarator: $ => choice(
      $._direct_declarator,
      $.pointer_declarator,
      $.reference_declarator,
      $.function_declarator,
    ),

    /** What an array or a function can be made of: no function returns a function. */
    _direct_declarator: $ => choice(
      $._declarator_name,
      $.array_declarator,
      $.parenthesized_declarator,
    ),

    _declarator_name: $ => choice(
      $.identifier,
      $.operator_name,
      $.destructor_name,
      $.quoted_name,
    ),

    quoted_name: $ => seq(
      field('name', choice($.identifier, $.operator_name)),
      field('c_name', choice($.string, $.concatenated_string)),
    ),

    destructor_name: $ => seq('~', field('name', $.identifier)),

    calling_convention: _ => choice('__stdcall', '__cdecl', '__fastcall'),

    pointer_declarator: $ => prec.right(seq(
      optional(field('convention', $.calling_convention)),
      '*',
      repeat(field('qualifier', alias($._qualifier, $.qualifier))),
      field('declarator', $._declarator),
    )),

    reference_declarator: $ => prec.right(seq(
      field('kind', choice('&', '&&')),
      repeat(field('qualifier', alias($._qualifier, $.qualifier))),
      field('declarator', $._declarator),
    )),

    array_declarator: $ => prec(1, seq(
      field('declarator', $._direct_declarator),
      '[',
      optional(field('size', choice($._index, alias($._index_list, $.expression_list)))),
      ']',
    )),

    function_declarator: $ => prec.right(1, seq(
      optional(field('convention', $.calling_convention)),
      field('declarator', $._direct_declarator),
      $._function_tail,
    )),

    parenthesized_declarator: $ => seq(
      alias($._declarator_open, '('),
      field('declarator', $._declarator),
      ')',
    ),

    _function_tail: $ => prec.right(seq(
      field('parameters', $.parameters),
      repeat($._function_property),
    )),

    _function_property: $ => choice(
      field('exception', $.exception_clause),
      field('nogil', 'nogil'),
      field('with_gil', alias($._with_gil, 'with gil')),
      field('const', 'const'),
    ),

    _with_gil: _ => seq('with', 'gil'),

    exception_clause: $ => prec.right(choice(
      field('kind', 'noexcept'),
      field('kind', alias(/except[ \t]*\*/, 'except*')),
      seq(
        field('kind', alias(/except[ \t]*\+/, 'except+')),
        optional(field('value', choice($.dotted_name, '*'))),
      ),
      seq(field('kind', alias(/except[ \t]*\?/, 'except?')), field('value', $.expression)),
      seq(field('kind', 'except'), field('value', $.expression)),
    )),

    /** Declarators without a name. The same node names as above, without their innermost
     *  `declarator` field. */
    _abstract_declarator: $ => choice(
      alias($._abstract_pointer, $.pointer_declarator),
      alias($._abstract_reference_declarator, $.reference_declarator),
      alias($._abstract_parenthesized, $.parenthesized_declarator),
      alias($._abstract_pointer_function, $.function_declarator),
      alias($._abstract_pointer_array, $.array_declarator),
    ),

    _abstract_pointer: $ => prec.right(seq(
      optional(field('convention', $.calling_convention)),
      '*',
      repeat(field('qualifier', alias($._qualifier, $.qualifier))),
      optional(field('declarator', choice(
        $._abstract_declarator,
        alias($._abstract_array, $.array_declarator),
      ))),
    )),

    _abstract_reference_declarator: _ => field('kind', choice('&', '&&')),

    _abstract_parenthesized: $ => seq(
      alias($._declarator_open, '('),
      field('declarator', $._abstract_declarator),
      ')',
    ),

    _abstract_pointer_function: $ => seq(
      field('declarator', alias($._abstract_parenthesized, $.parenthesized_declarator)),
      $._function_tail,
    ),

    _abstract_pointer_array: $ => seq(
      field('declarator', alias($._abstract_parenthesized, $.parenthesized_declarator)),
      '[', optional(field('size', $.expression)), ']',
    ),

    _abstract_array: $ => prec.right(seq(
      optional(field('declarator', alias($._abstract_array, $.array_declarator))),
      '[', optional(field('size', $.expression)), ']',
    )),

    _abstract_function: $ => $._function_tail,
  },
});
