using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using MlopsInfra.LocalCloud.Arm;
using MlopsInfra.LocalCloud.Json;
using MlopsInfra.LocalCloud.Rest;
using MlopsInfra.LocalCloud.Services.LogicApps.Expressions;

namespace MlopsInfra.LocalCloud.Services.LogicApps.Workflows;

/// <summary>Calls an address, with the workflow's managed identity where it says so; tries again on 408, 429 and 5xx.</summary>
internal static class HttpAction
{
    // "Retry policies": without one, up to four retries that grow from seven seconds.
    private const int DefaultRetries = 4;
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromSeconds(7);

    public static async ValueTask<ActionOutcome> RunAsync(WorkflowRun run, string name, JsonObject action, RunScope scope,
        CancellationToken cancellationToken)
    {
        var inputs = Templates.Evaluate(action.At("inputs"), scope) as JsonObject ?? [];
        var call = Read(inputs);
        var identity = Identity(inputs.At("authentication") as JsonObject);
        var retries = RetryPolicy.Read(inputs.At("retryPolicy") as JsonObject);
        for (var attempt = 0; ; attempt++)
        {
            ActionOutcome outcome;
            var mayRetry = false;
            try
            {
                var answer = await run.Http.SendAsync(call, identity, cancellationToken);
                mayRetry = answer.Status is 408 or 429 or >= 500;
                outcome = Outcome(answer);
            }
            catch (ServiceCallException exception)
            {
                mayRetry = exception.MayRetry;
                outcome = ActionOutcome.Failed("ActionFailed", exception.Message);
            }

            if (!outcome.IsFailure || !mayRetry || attempt >= retries.Count) return outcome;
            await run.Speed.WaitAsync(retries.Wait(attempt), cancellationToken);
        }
    }

    private static ActionOutcome Outcome(ServiceAnswer answer)
    {
        var outputs = new JsonObject { ["statusCode"] = answer.Status, ["headers"] = answer.Headers, ["body"] = answer.Body };
        if (answer.Status < 400) return ActionOutcome.Succeeded(outputs);
        var code = Enum.IsDefined((HttpStatusCode)answer.Status)
            ? ((HttpStatusCode)answer.Status).ToString() : answer.Status.ToString(CultureInfo.InvariantCulture);
        return ActionOutcome.Failed(code, $"The call was answered with {answer.Status}: {Values.Text(answer.Body)}", outputs);
    }

    private static ServiceCall Read(JsonObject inputs)
    {
        var method = inputs.Text("method")?.ToUpperInvariant() ?? throw new ExpressionException("The action has no method.");
        if (!Uri.TryCreate(inputs.Text("uri"), UriKind.Absolute, out var uri))
            throw new ExpressionException($"'{inputs.Text("uri")}' is no absolute URI.");
        var queries = (inputs.At("queries") as JsonObject ?? [])
            .Select(query => $"{Uri.EscapeDataString(query.Key)}={Uri.EscapeDataString(Values.Text(query.Value))}").ToList();
        if (queries.Count > 0)
            uri = new UriBuilder(uri) { Query =
                string.Join('&', queries.Prepend(uri.Query.TrimStart('?')).Where(part => part.Length > 0)) }.Uri;
        var headers = (inputs.At("headers") as JsonObject ?? []).ToDictionary(header => header.Key,
            header => Values.Text(header.Value), StringComparer.OrdinalIgnoreCase);
        return new ServiceCall(method, uri, headers, inputs.At("body"));
    }

    private static WorkflowIdentity? Identity(JsonObject? authentication)
    {
        if (authentication is null || authentication.Text("type") is "None") return null;
        if (!"ManagedServiceIdentity".Equals(authentication.Text("type"), StringComparison.OrdinalIgnoreCase))
            throw new ExpressionException(
                $"The local cloud does not do authentication of the type '{authentication.Text("type")}', only "
                    + "ManagedServiceIdentity.");
        return new WorkflowIdentity(authentication.Text("identity"),
            authentication.Text("audience") ?? "https://management.azure.com");
    }

    private sealed record RetryPolicy(int Count, TimeSpan Interval, bool Grows)
    {
        public static RetryPolicy Read(JsonObject? policy)
        {
            if (policy is null) return new RetryPolicy(DefaultRetries, DefaultInterval, Grows: true);
            var type = policy.Text("type") ?? "exponential";
            if (type.Equals("none", StringComparison.OrdinalIgnoreCase)) return new RetryPolicy(0, TimeSpan.Zero, Grows: false);
            var grows = type.Equals("exponential", StringComparison.OrdinalIgnoreCase);
            if (!grows && !type.Equals("fixed", StringComparison.OrdinalIgnoreCase))
                throw new ExpressionException($"The retry policy '{type}' is none of none, fixed, exponential.");
            return new RetryPolicy((int)(policy.Number("count") ?? DefaultRetries),
                policy.Text("interval") is { } text ? Duration(text) : DefaultInterval, grows);
        }

        public TimeSpan Wait(int attempt) => Grows ? Interval * Math.Pow(2, Math.Min(attempt, 16)) : Interval;

        private static TimeSpan Duration(string text) => IsoDurations.Parse(text)
            ?? throw new ExpressionException($"'{text}' is no duration; write it as in PT20S.");
    }
}
