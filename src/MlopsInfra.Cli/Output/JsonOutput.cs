using System.Text.Json;
using MlopsInfra.Cli.Reports;
using MlopsInfra.LocalEngine;
using MlopsInfra.PostDeploy;

namespace MlopsInfra.Cli.Output;

/// <summary>Exactly one JSON document on standard output, at the end. Errors go to standard error as text as well.</summary>
/// <param name="output">Standard output.</param>
/// <param name="error">Standard error.</param>
/// <param name="verbose">Whether stack traces are wanted.</param>
internal sealed class JsonOutput(Stream output, TextWriter error, bool verbose) : IRunOutput
{
    /// <inheritdoc/>
    public void Phase(string title)
    {
        // The document says what was done; progress is for people.
    }

    /// <inheritdoc/>
    public void Published(PublishedAsset asset)
    {
        // Part of the document.
    }

    /// <inheritdoc/>
    public void ProgramOutput(string line, bool isError) => error.WriteLine(line);

    /// <inheritdoc/>
    public ValueTask SucceededAsync(RunReport report)
    {
        WriteDocument(json =>
        {
            json.WriteString("stack", report.Stack);
            json.WriteString("operation", report.Operation);
            if (report.Reviewed is { } reviewed) ReviewJson.WriteCompared(json, reviewed);
            if (report.Findings.Count > 0) ReviewJson.WriteFindings(json, report.Findings);
            if (report.Policies is { } policies) PolicyJson.Write(json, policies);
            if (report.Deployment is { } deployment) WriteDeployment(json, deployment);
            if (report.Published is { } published) PublishedJson.Write(json, published);
            if (report.Simulation is { } simulation) SimulationText.Write(json, simulation);
            if (report.Purged is { } purged) WritePurged(json, purged);
            if (report.Repaired is { } repaired) RepairJson.Write(json, repaired);
        });
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask FailedAsync(CliException failure, RunReport? report)
    {
        foreach (var line in ErrorText.Lines(failure, verbose)) error.WriteLine(line);
        WriteDocument(json =>
        {
            json.WritePropertyName("error");
            WriteError(json, failure.Code, failure.Message, failure.Target, failure.Details);
            if (report?.Repaired is { } repaired) RepairJson.Write(json, repaired);
            if (report?.Policies is { } policies) PolicyJson.Write(json, policies);
        });
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Writes an error with its details.</summary>
    /// <param name="json">Takes it.</param>
    /// <param name="code">Its code.</param>
    /// <param name="message">What happened.</param>
    /// <param name="target">What it is about; null for nothing.</param>
    /// <param name="details">The errors below it.</param>
    public static void WriteError(Utf8JsonWriter json, string code, string message, string? target,
        IReadOnlyList<ErrorDetail> details)
    {
        json.WriteStartObject();
        json.WriteString("code", code);
        json.WriteString("message", message);
        if (target is not null) json.WriteString("target", target);
        if (details.Count > 0)
        {
            json.WriteStartArray("details");
            foreach (var detail in details) WriteError(json, detail.Code, detail.Message, detail.Target, []);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteDeployment(Utf8JsonWriter json, DeploymentResult deployment)
    {
        json.WriteStartArray("steps");
        foreach (var step in deployment.Steps)
        {
            json.WriteStartObject();
            json.WriteString("op", StepNames.Of(step.Operation));
            json.WriteString("type", step.Type);
            json.WriteString("name", step.Name);
            json.WriteString("urn", step.Urn);
            json.WriteString("id", step.Id);
            json.WriteString("parent", step.Parent);
            if (!step.Changes.IsEmpty) WriteChanges(json, step);
            if (!step.NotCompared.IsEmpty)
            {
                json.WriteStartArray("notCompared");
                foreach (var property in step.NotCompared) json.WriteStringValue(property.Path);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("summary");
        json.WriteNumber("create", deployment.Summary.Create);
        json.WriteNumber("update", deployment.Summary.Update);
        json.WriteNumber("replace", deployment.Summary.Replace);
        json.WriteNumber("same", deployment.Summary.Same);
        json.WriteNumber("delete", deployment.Summary.Delete);
        json.WriteEndObject();
        json.WritePropertyName("outputs");
        PropertyJson.Write(json, deployment.Outputs);
    }

    private static void WriteChanges(Utf8JsonWriter json, ResourceStep step)
    {
        json.WriteStartArray("changes");
        foreach (var change in step.Changes)
        {
            json.WriteStartObject();
            json.WriteString("path", change.Path);
            json.WriteString("op", change.Kind.ToString().ToLowerInvariant());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePurged(Utf8JsonWriter json, PurgedReport purged)
    {
        json.WriteStartArray("purged");
        foreach (var resource in purged.Resources)
        {
            json.WriteStartObject();
            json.WriteString("type", resource.Type);
            json.WriteString("name", resource.Name);
            json.WriteString("id", resource.Id);
            json.WritePropertyName("op");
            JsonSerializer.Serialize(json, resource.Op);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteDocument(Action<Utf8JsonWriter> members)
    {
        using (var json = new Utf8JsonWriter(output, JsonStyle.Indented))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        output.Write("\n"u8);
        output.Flush();
    }
}
