using System.CommandLine;
using System.Text.RegularExpressions;
using MlopsInfra.Lifecycle.Tracing;

namespace MlopsInfra.Cli.Lifecycle;

/// <summary><c>mlops trace STACK</c>.</summary>
internal static partial class TraceCommand
{
    /// <summary>The command: its options, and the run that they start.</summary>
    public static Command Create()
    {
        var options = new LifecycleOptions(acts: false);
        var deployment = Subject("--deployment", "RELEASE", "A release: a deployment, or what the container group runs.");
        var model = Subject("--model", "NAME[:VERSION]", "A model; without a version its newest one.");
        var image = Subject("--image", "DIGEST|TAG", "A scoring image.");
        var data = Subject("--data", "VERSION|BLOB|ID",
            "Data, by a version of the data asset or its hash, a blob's path, address, eTag or version id, or the id of a "
            + "request: all that was trained on it, and where that runs.");
        var prediction = Subject("--prediction", "ID", "A prediction, by the id of its request.");
        var job = Subject("--job", "NAME", "A training job.");
        var at = new Option<string?>("--at")
        {
            HelpName = "yyyy/MM/dd[/HH]",
            Description = "With --prediction: the day or hour (UTC) of the prediction. Default: the newest ones.",
        };
        Option[] subjects = [deployment, model, image, data, prediction, job];
        var command = options.CreateCommand("trace",
            "Show the whole chain: from a prediction, or what serves, back to image, model, job, data and commit; and from data "
            + "or a job to where it runs. Default: what serves now.", [.. subjects, at]);
        command.Validators.Add(result =>
        {
            var given = subjects.Where(subject => result.GetResult(subject) is not null).ToList();
            foreach (var other in given.Skip(1)) result.AddError($"{given[0].Name} and {other.Name} can't be combined.");
            if (result.GetResult(at) is null) return;
            if (result.GetResult(prediction) is null) result.AddError("--at is for --prediction.");
            else if (!Hour().IsMatch(result.GetValue(at)!))
                result.AddError($"--at '{result.GetValue(at)}' is no day or hour; expected yyyy/MM/dd or yyyy/MM/dd/HH, in UTC.");
        });
        command.SetAction((parsed, cancellationToken) =>
        {
            var subject = new TraceSubject
            {
                Deployment = parsed.GetValue(deployment),
                Model = parsed.GetValue(model),
                Image = parsed.GetValue(image),
                Data = parsed.GetValue(data),
                Prediction = parsed.GetValue(prediction),
                Job = parsed.GetValue(job),
                At = parsed.GetValue(at),
            };
            return TraceRun.ExecuteAsync(options.Read(parsed), subject, cancellationToken);
        });
        return command;
    }

    private static Option<string?> Subject(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description };

    [GeneratedRegex(@"^\d{4}/\d{2}/\d{2}(/\d{2})?$")]
    private static partial Regex Hour();
}
