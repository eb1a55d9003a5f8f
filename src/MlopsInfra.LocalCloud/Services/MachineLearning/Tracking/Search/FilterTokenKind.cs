namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Search;

/// <summary>The kinds of words in a filter.</summary>
internal enum FilterTokenKind
{
    /// <summary>A name, a number or a keyword.</summary>
    Word,

    /// <summary>A text in quotes.</summary>
    Quoted,

    /// <summary>A comparison, a parenthesis or a comma.</summary>
    Symbol,
}
