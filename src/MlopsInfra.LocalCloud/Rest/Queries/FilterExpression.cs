namespace MlopsInfra.LocalCloud.Rest.Queries;

/// <summary>What a <c>$filter</c> says, read but not yet understood: which names there are is for each list to say.</summary>
internal abstract record FilterExpression
{
    /// <summary>Both hold.</summary>
    internal sealed record And(FilterExpression Left, FilterExpression Right) : FilterExpression;

    /// <summary>One of both holds.</summary>
    internal sealed record Or(FilterExpression Left, FilterExpression Right) : FilterExpression;

    /// <summary>It does not hold.</summary>
    internal sealed record Not(FilterExpression Inner) : FilterExpression;

    /// <summary>A property compared with a value, as in <c>name eq 'x'</c>.</summary>
    /// <param name="Property">The property, with slashes where it is one of a property.</param>
    /// <param name="Operator"><c>eq</c>, <c>ne</c>, <c>gt</c>, <c>ge</c>, <c>lt</c> or <c>le</c>.</param>
    /// <param name="Value">The value.</param>
    internal sealed record Comparison(string Property, string Operator, FilterValue Value) : FilterExpression;

    /// <summary>A function that is true or not, as in <c>startswith(name, 'x')</c> or <c>atScope()</c>.</summary>
    /// <param name="Name">The function.</param>
    /// <param name="Arguments">What stands between its brackets.</param>
    internal sealed record Call(string Name, IReadOnlyList<FilterValue> Arguments) : FilterExpression
    {
        /// <inheritdoc/>
        public bool Equals(Call? other) =>
            other is not null && Name == other.Name && Arguments.SequenceEqual(other.Arguments);

        /// <inheritdoc/>
        public override int GetHashCode() => HashCode.Combine(Name, Arguments.Count);
    }
}
