using System.CommandLine;
using MlopsInfra.LocalEngine;

namespace MlopsInfra.Cli.Commands;

/// <summary><c>mlops local preview|up|destroy|serve STACK</c>.</summary>
internal static class LocalCommand
{
    /// <summary>Makes it.</summary>
    public static Command Create()
    {
        var command = new Command("local", "Run the Pulumi program on the local cloud: no pulumi CLI, no credentials, no network.");
        command.Subcommands.Add(Deploy(DeploymentKind.Preview, "preview", "Say what an update would do."));
        command.Subcommands.Add(Deploy(DeploymentKind.Update, "up", "Make the resources what the program says, then publish the training pipeline."));
        command.Subcommands.Add(Deploy(DeploymentKind.Destroy, "destroy", "Delete every resource of the stack."));
        command.Subcommands.Add(Serve());
        return command;
    }

    private static Command Deploy(DeploymentKind kind, string name, string description)
    {
        var (stack, project, store) = (CommonOptions.Stack(), CommonOptions.Project(), CommonOptions.Store());
        var (json, verbose) = (CommonOptions.Json(), CommonOptions.Verbose());
        var command = new Command(name, description) { stack, project, store, json, verbose };
        var pipeline = CommonOptions.Pipeline();
        var noPublish = new Option<bool>("--no-publish") { Description = "Leave out publishing the training pipeline." };
        if (kind == DeploymentKind.Update)
        {
            command.Add(pipeline);
            command.Add(noPublish);
        }

        command.SetAction((parsed, cancellationToken) =>
        {
            var settings = new LocalSettings(
                parsed.GetRequiredValue(stack), parsed.GetValue(project), parsed.GetValue(store),
                kind == DeploymentKind.Update ? parsed.GetValue(pipeline) : null,
                kind == DeploymentKind.Update && !parsed.GetValue(noPublish),
                parsed.GetValue(json), parsed.GetValue(verbose));
            return LocalRun.ExecuteAsync(kind, settings, cancellationToken);
        });
        return command;
    }

    private static Command Serve()
    {
        var (stack, project, store, verbose) = (CommonOptions.Stack(), CommonOptions.Project(), CommonOptions.Store(), CommonOptions.Verbose());
        var port = new Option<int>("--port") { HelpName = "PORT", Description = "The port to listen on. Default: a free one." };
        var command = new Command("serve", "Keep the local cloud's REST side up until Ctrl+C, and print its address.") { stack, project, store, port, verbose };
        command.SetAction((parsed, cancellationToken) => ServeRun.ExecuteAsync(
            new LocalSettings(parsed.GetRequiredValue(stack), parsed.GetValue(project), parsed.GetValue(store), null, false, false, parsed.GetValue(verbose)),
            parsed.GetValue(port), cancellationToken));
        return command;
    }
}
