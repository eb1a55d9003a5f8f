namespace MlopsInfra.Cli.Simulating;

/// <summary>A feature of the data contract.</summary>
/// <param name="Type"><c>number</c>, <c>integer</c> or <c>category</c>.</param>
internal sealed record ContractFeature(string Type)
{
    /// <summary>The smallest value; null for none.</summary>
    public double? Minimum { get; init; }

    /// <summary>The largest value; null for none.</summary>
    public double? Maximum { get; init; }

    /// <summary>Whether the values of a category are numbers.</summary>
    public bool HasNumbers { get; init; }

    /// <summary>Whether it is one of a number of words or codes.</summary>
    public bool IsCategory => Type == "category";

    /// <summary>Whether a request has it as a number.</summary>
    public bool IsNumber => !IsCategory || HasNumbers;
}
