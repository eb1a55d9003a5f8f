using System.Globalization;
using MlopsInfra.Formats.Patterns;

namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Search;

/// <summary>Holds things against the conditions of a filter.</summary>
internal static class FilterMatch
{
    /// <summary>What a filter asks of a thing.</summary>
    /// <param name="filter">The filter; null for none.</param>
    /// <param name="searchable">How its values are found.</param>
    /// <exception cref="TrackingException">The filter can't be read, or asks for what the kind has not.</exception>
    public static Func<T, bool> Of<T>(string? filter, Searchable<T> searchable)
    {
        var conditions = FilterParser.Parse(filter).Select(comparison => Condition(comparison, searchable)).ToList();
        return item => conditions.TrueForAll(condition => condition(item));
    }

    private static Func<T, bool> Condition<T>(Comparison comparison, Searchable<T> searchable)
    {
        if (comparison.Entity == "dataset" && searchable.Dataset is { } dataset)
        {
            var test = TextTest(comparison);
            return item => dataset(item, comparison.Key).Any(test);
        }

        if (searchable.Number(comparison.Entity, comparison.Key) is { } number)
        {
            var test = NumberTest(comparison);
            return item => test(number(item));
        }

        var text = searchable.Text(comparison.Entity, comparison.Key);
        var holds = TextTest(comparison);
        return item => holds(text(item));
    }

    private static Func<double?, bool> NumberTest(Comparison comparison)
    {
        if (comparison.Operator is "IS NULL") return value => value is null;
        if (comparison.Operator is "IS NOT NULL") return value => value is not null;
        if (comparison.Values is not [{ Kind: FilterTokenKind.Word } only]
            || !double.TryParse(only.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var wanted))
        {
            throw TrackingException.Invalid(
                $"Expected a number for {comparison.Entity} '{comparison.Key}', without quotes. Found "
                    + $"{string.Join(", ", comparison.Values.Select(value => value.Text))}.");
        }

        return comparison.Operator switch
        {
            "=" => value => value == wanted,
            "!=" => value => value is not null && value != wanted,
            ">" => value => value > wanted,
            ">=" => value => value >= wanted,
            "<" => value => value < wanted,
            "<=" => value => value <= wanted,
            _ => throw InvalidOperator(comparison),
        };
    }

    private static Func<string?, bool> TextTest(Comparison comparison)
    {
        if (comparison.Operator is "IS NULL") return value => value is null;
        if (comparison.Operator is "IS NOT NULL") return value => value is not null;
        if (comparison.Values.FirstOrDefault(value => value.Kind != FilterTokenKind.Quoted) is { Text: { } bare })
        {
            throw TrackingException.Invalid(
                $"Expected a quoted string value for {comparison.Entity} '{comparison.Key}'. Found {bare}.");
        }

        var wanted = comparison.Values.Select(value => value.Text).ToList();
        return comparison.Operator switch
        {
            "=" => value => value == wanted[0],
            // As in SQL, what is not there is unequal to nothing.
            "!=" => value => value is not null && value != wanted[0],
            "IN" => value => value is not null && wanted.Contains(value),
            "NOT IN" => value => value is not null && !wanted.Contains(value),
            "LIKE" => Like(wanted[0], ignoreCase: false),
            "ILIKE" => Like(wanted[0], ignoreCase: true),
            _ => throw InvalidOperator(comparison),
        };
    }

    // A percent sign stands for any text, an underscore for any character.
    private static Func<string?, bool> Like(string wanted, bool ignoreCase)
    {
        var pattern = TextPattern.OfText(wanted, any: '%', one: '_', ignoreCase);
        return value => value is not null && pattern.Fits(value);
    }

    private static TrackingException InvalidOperator(Comparison comparison) => TrackingException.Invalid(
        $"Invalid comparator '{comparison.Operator}' for {comparison.Entity} '{comparison.Key}'.");
}
