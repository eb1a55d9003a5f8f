namespace MlopsInfra.LocalCloud.Services.MachineLearning.Tracking.Search;

/// <summary>A word of a filter.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text, without quotes.</param>
internal readonly record struct FilterToken(FilterTokenKind Kind, string Text);
