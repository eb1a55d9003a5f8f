using System.Text;
using MlopsInfra.Lifecycle;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary>The summary of a command of a model's way, in Markdown.</summary>
internal static class LifecycleMarkdown
{
    /// <summary>Heading, outcome, steps, and what the command itself adds.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="operation">The command's name.</param>
    /// <param name="output">Remembers the steps.</param>
    /// <param name="report">How it ended.</param>
    public static string Of(string stack, string operation, LifecycleOutput output, LifecycleReport report)
    {
        var text = new StringBuilder($"## mlops {operation} {stack}\n\n");
        if (report.Failure is { } failure) text.Append($"**Failed** (`{failure.Code}`): {Cell(failure.Message)}\n\n");
        var steps = output.Steps;
        if (steps.Count > 0)
            text.Append(Table(["Step", "State", "Time", ""], steps.Select(step => (string[])[step.Name, StepText.Word(step.State),
                step.Duration is { } time ? StepText.Span(time) : "", step.Detail])));
        foreach (var step in steps.Where(step => step.Log.Count > 0))
            text.Append($"\nThe last lines of `{step.Name}`:\n\n{Code(step.Log)}");
        if (report.Markdown.Length > 0) text.Append('\n').Append(report.Markdown.TrimEnd('\n')).Append('\n');
        return text.ToString();
    }

    /// <summary>A table.</summary>
    /// <param name="heads">The heads of its columns.</param>
    /// <param name="rows">Its rows.</param>
    public static string Table(string[] heads, IEnumerable<string[]> rows)
    {
        var text = new StringBuilder($"| {string.Join(" | ", heads)} |\n|{string.Concat(heads.Select(_ => " --- |"))}\n");
        foreach (var row in rows) text.Append($"| {string.Join(" | ", row.Select(Cell))} |\n");
        return text.ToString();
    }

    /// <summary>Text that stays in its cell, or paragraph.</summary>
    /// <param name="text">The text.</param>
    public static string Cell(string text) =>
        text.ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    private static string Code(IEnumerable<string> lines) => string.Concat(lines.Select(line => $"    {line}\n"));
}
