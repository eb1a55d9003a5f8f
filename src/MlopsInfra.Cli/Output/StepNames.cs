using MlopsInfra.LocalEngine;

namespace MlopsInfra.Cli.Output;

/// <summary>What steps are called.</summary>
internal static class StepNames
{
    /// <summary>The step's name in JSON, as in <c>delete-replaced</c>.</summary>
    /// <param name="operation">The operation.</param>
    public static string Of(StepOperation operation) => operation switch
    {
        StepOperation.DeleteReplaced => "delete-replaced",
        _ => operation.ToString().ToLowerInvariant(),
    };

    /// <summary>The sign that Pulumi's users know: <c>+</c>, <c>~</c>, <c>-</c> ...</summary>
    /// <param name="operation">The operation.</param>
    public static string Sign(StepOperation operation) => operation switch
    {
        StepOperation.Create => "+",
        StepOperation.Update => "~",
        StepOperation.Replace => "+-",
        StepOperation.Delete or StepOperation.DeleteReplaced => "-",
        StepOperation.Read => ">",
        StepOperation.Import => "=",
        StepOperation.Forget => "/",
        _ => " ",
    };

    /// <summary>The colour of a step in a terminal.</summary>
    /// <param name="operation">The operation.</param>
    public static string Colour(StepOperation operation) => operation switch
    {
        StepOperation.Create or StepOperation.Import => "green",
        StepOperation.Update => "yellow",
        StepOperation.Replace => "magenta",
        StepOperation.Delete or StepOperation.DeleteReplaced => "red",
        StepOperation.Read => "cyan",
        _ => "grey",
    };

    /// <summary>What was done, or in a preview would be done, as in <c>created</c> or <c>create</c>.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="isPreview">Whether it is a preview.</param>
    public static string Verb(StepOperation operation, bool isPreview) => (operation, isPreview) switch
    {
        (StepOperation.Same, _) => "unchanged",
        (_, true) => Of(operation),
        (StepOperation.Create, _) => "created",
        (StepOperation.Update, _) => "updated",
        (StepOperation.Replace, _) => "replaced",
        (StepOperation.Delete, _) => "deleted",
        (StepOperation.DeleteReplaced, _) => "deleted (replaced)",
        (StepOperation.Import, _) => "imported",
        (StepOperation.Forget, _) => "forgotten",
        _ => Of(operation),
    };
}
