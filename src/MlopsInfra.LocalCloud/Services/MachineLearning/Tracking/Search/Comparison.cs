namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Search;

/// <summary>One condition of a filter: all of them have to hold.</summary>
/// <param name="Entity">What it is about: <c>attribute</c>, <c>metric</c>, <c>param</c>, <c>tag</c> or <c>dataset</c>.</param>
/// <param name="Key">Its name.</param>
/// <param name="Operator">As in <c>=</c>, <c>LIKE</c>, <c>NOT IN</c>, <c>IS NULL</c>.</param>
/// <param name="Values">What it is compared with; none for IS NULL.</param>
internal sealed record Comparison(string Entity, string Key, string Operator, IReadOnlyList<FilterToken> Values);
