namespace MlopsInfra.LocalCloud.Rest.Queries;

/// <summary>
/// What the <c>$filter</c> of a list can say. Anything else is refused: a filter that is not understood must not be answered as
/// if it had not been asked.
/// </summary>
/// <typeparam name="T">What the list has.</typeparam>
internal sealed class FilterVocabulary<T>
{
    private readonly Dictionary<string, FilterField<T>> _fields = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Func<string?, Func<T, bool>>> _calls = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether it takes <c>or</c>.</summary>
    public bool HasOr { get; init; } = true;

    /// <summary>Whether it takes <c>not</c>.</summary>
    public bool HasNot { get; init; }

    /// <summary>Adds a property.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="field">What it is.</param>
    public FilterVocabulary<T> With(string name, FilterField<T> field)
    {
        _fields.Add(name, field);
        return this;
    }

    /// <summary>Adds a property that is compared by <c>eq</c> and <c>ne</c>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value of an element.</param>
    /// <param name="functions">The functions that it takes.</param>
    public FilterVocabulary<T> With(string name, Func<T, string?> value, params string[] functions) =>
        With(name, new FilterField<T>(value) { Functions = functions });

    /// <summary>Adds a function of its own, as in <c>assignedTo('x')</c>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="call">What it asks for, by its argument; null where it was given none.</param>
    public FilterVocabulary<T> WithCall(string name, Func<string?, Func<T, bool>> call)
    {
        _calls.Add(name, call);
        return this;
    }

    /// <summary>Turns a filter into what it asks of an element.</summary>
    /// <param name="expression">The filter.</param>
    /// <exception cref="FilterSyntaxException">It is not understood.</exception>
    public Func<T, bool> Compile(FilterExpression expression)
    {
        switch (expression)
        {
            case FilterExpression.And both:
                var (left, right) = (Compile(both.Left), Compile(both.Right));
                return element => left(element) && right(element);
            case FilterExpression.Or either when HasOr:
                var (one, other) = (Compile(either.Left), Compile(either.Right));
                return element => one(element) || other(element);
            case FilterExpression.Not negated when HasNot:
                var inner = Compile(negated.Inner);
                return element => !inner(element);
            case FilterExpression.Comparison comparison:
                var field = Field(comparison.Property);
                return field.Operators.Contains(comparison.Operator)
                    ? field.Compare(comparison.Operator, comparison.Value)
                    : throw new FilterSyntaxException($"'{comparison.Property}' does not take '{comparison.Operator}'");
            case FilterExpression.Call call:
                return _calls.TryGetValue(call.Name, out var own) ? own(Argument(call)) : OfText(call);
            default:
                throw new FilterSyntaxException("'or' and 'not' are not taken here");
        }
    }

    // Of the function that looks for a part the older form has the text first, the newer one the property.
    private Func<T, bool> OfText(FilterExpression.Call call)
    {
        if (call.Arguments.Count != 2) throw new FilterSyntaxException($"'{call.Name}' is not known with these arguments");
        var name = call.Name.ToLowerInvariant();
        var (property, text) = name == "substringof"
            ? (call.Arguments[1], call.Arguments[0]) : (call.Arguments[0], call.Arguments[1]);
        if (property.Kind != FilterValueKind.Name || text.Kind != FilterValueKind.Text)
            throw new FilterSyntaxException($"'{call.Name}' takes a property and a text");
        var field = Field(property.Text);
        if (!field.Functions.Contains(name)) throw new FilterSyntaxException($"'{property.Text}' does not take '{call.Name}'");
        var wanted = text.Text;
        return name switch
        {
            "startswith" => element => field.Value(element)?.StartsWith(wanted, StringComparison.OrdinalIgnoreCase) == true,
            "endswith" => element => field.Value(element)?.EndsWith(wanted, StringComparison.OrdinalIgnoreCase) == true,
            _ => element => field.Value(element)?.Contains(wanted, StringComparison.OrdinalIgnoreCase) == true,
        };
    }

    private FilterField<T> Field(string name) =>
        _fields.GetValueOrDefault(name) ?? throw new FilterSyntaxException($"'{name}' is no property of this list");

    private static string? Argument(FilterExpression.Call call) => call.Arguments switch
    {
        [] => null,
        [{ Kind: FilterValueKind.Text } argument] => argument.Text,
        _ => throw new FilterSyntaxException($"'{call.Name}' does not take these arguments"),
    };
}
