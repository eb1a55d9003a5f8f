using System.Globalization;

namespace MlopsInfra.Components;

/// <summary>Gathers mistakes, so that all of them are reported at once and before anything is declared.</summary>
public sealed class Problems
{
    private readonly List<Problem> _items = [];

    /// <summary>What was found so far.</summary>
    public IReadOnlyList<Problem> Items => _items;

    /// <summary>Records a mistake.</summary>
    public void Add(string argument, object? value, string allowed) => _items.Add(new Problem(argument, Text(value), allowed));

    /// <summary>Records a mistake unless the condition holds.</summary>
    public void Require(bool condition, string argument, object? value, string allowed)
    {
        if (!condition) Add(argument, value, allowed);
    }

    /// <summary>The number has to lie between the two limits, both included.</summary>
    public void Range(string argument, int value, int min, int max, string unit) =>
        Require(value >= min && value <= max, argument, value, $"allowed are {min} to {max} {unit}.");

    /// <summary>Throws if anything was recorded.</summary>
    /// <param name="component">What was given the arguments, as in <c>MlStorage 'data'</c>.</param>
    /// <exception cref="InvalidArgumentsException">At least one mistake was recorded.</exception>
    public void ThrowIfAny(string component)
    {
        if (_items.Count > 0) throw new InvalidArgumentsException(component, _items);
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
