using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Json;

namespace MlopsInfra.LocalCloud.Services.Monitor.Ingestion;

/// <summary>Exceptions: the outer one is the first of a list, the innermost one the last.</summary>
internal static class ExceptionRow
{
    /// <summary>The row.</summary>
    /// <param name="data">The data of the envelope.</param>
    /// <param name="row">What all rows have, to be completed.</param>
    public static JsonObject Of(JsonObject data, JsonObject row)
    {
        JsonObject[] exceptions = [.. data.Objects("exceptions")];
        if (exceptions.Length == 0) throw EnvelopeException.Missing("exceptions", "ExceptionData");
        var (outer, inner) = (exceptions[0], exceptions[^1]);
        row["SeverityLevel"] = EnvelopeData.Severity(data.At("severityLevel"));
        (row["ExceptionType"], row["OuterType"]) = (outer.Text("typeName"), outer.Text("typeName"));
        (row["Message"], row["OuterMessage"]) = (outer.Text("message"), outer.Text("message"));
        row["InnermostType"] = inner.Text("typeName");
        row["InnermostMessage"] = inner.Text("message");
        (row["Method"], row["OuterMethod"]) = (Frame(outer, "method"), Frame(outer, "method"));
        (row["Assembly"], row["OuterAssembly"]) = (Frame(outer, "assembly"), Frame(outer, "assembly"));
        row["InnermostMethod"] = Frame(inner, "method");
        row["InnermostAssembly"] = Frame(inner, "assembly");
        // The service groups by type and place, unless the sender has said by what.
        row["ProblemId"] = data.Text("problemId")
            ?? (Frame(outer, "method") is { } method ? $"{outer.Text("typeName")} at {method}" : outer.Text("typeName"));
        row["Details"] = data.At("exceptions")!.DeepClone();
        return row;
    }

    // Where the stack is a text, as Python's exporter sends it, its frames are not known.
    private static string? Frame(JsonObject exception, string member) =>
        exception.Objects("parsedStack").FirstOrDefault()?.Text(member);
}
