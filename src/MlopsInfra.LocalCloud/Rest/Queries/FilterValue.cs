namespace MlopsInfra.LocalCloud.Rest.Queries;

/// <summary>A word of a <c>$filter</c> that stands for a value.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The text without its quotes; a number, time or name as it was written.</param>
internal readonly record struct FilterValue(FilterValueKind Kind, string Text);
