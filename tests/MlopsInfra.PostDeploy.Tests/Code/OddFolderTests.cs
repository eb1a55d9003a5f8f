using System.Diagnostics;
using MlopsInfra.PostDeploy.Code;
using MlopsInfra.PostDeploy.Yaml;

namespace MlopsInfra.PostDeploy.Tests.Code;

/// <summary>
/// Folders that hold what nobody can upload: refused at the place that names them, or left out, but never waited for.
/// </summary>
public sealed class OddFolderTests
{
    [Theory]
    [InlineData("mkfifo src/odd", "'src/odd' is a named pipe, not a file")]
    [InlineData("mkfifo src/.amlignore", "'src/.amlignore' is a named pipe, not a file")]
    [InlineData("ln -s /dev/zero src/odd", "'src/odd' is a link to '/dev/zero', which is a device, not a file")]
    [InlineData("ln -s nowhere src/odd", "'src/odd' is a link to 'nowhere', which does not exist")]
    [InlineData("ln -s odd src/odd", "'src/odd' is a link that leads back to itself")]
    [InlineData("ln -s /proc/self/environ src/odd", "has another length than it says it has")]
    [InlineData("d=src; for i in $(seq 400); do d=$d/123; mkdir $d; done", "has a path of 1027 characters")]
    [InlineData("rm -r src; mkfifo src", "'src' is a named pipe, not a file")]
    [InlineData("cd src; for i in $(seq 30); do mkdir d$i; ln -s ../d$((i+1)) d$i/a; ln -s ../d$((i+1)) d$i/b; done; mkdir d31",
        "'src/d31' can be reached by links in more than 256 ways")]
    public void What_is_no_file_is_refused_where_the_folder_is_named(string make, string message)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "it is made by a shell");
        using var pipeline = Component(make);

        var error = Assert.Single(Assert.Throws<PipelineFolderException>(pipeline.Read).Errors);

        Assert.Equal(("train.yml", 4), (error.Location.File, error.Location.Line));
        Assert.Contains(message, error.Message);
    }

    [Fact]
    public void A_pipe_among_the_descriptions_is_left_out_and_refused_where_it_is_named()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "it is made by a shell");
        using var pipeline = Component("mkfifo x.yml; mkdir below; mkfifo below/y.yml; ln -s /dev/zero zero.yml");

        Assert.Empty(pipeline.Read().NotPublished);
        pipeline.Write("job.yml", "type: pipeline\njobs:\n  one:\n    type: command\n    component: ./x.yml\n");
        var errors = Assert.Throws<PipelineFolderException>(pipeline.Read).Errors;

        Assert.Contains(errors, error => error.Message.Contains("is a named pipe, not a file"));
    }

    [Fact]
    public void Links_out_of_the_repository_are_followed_and_told_and_those_that_go_round_are_left_out()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "it is made by a shell");
        using var outside = new TempPipeline();
        outside.Write("secret.txt", "secret");
        using var pipeline = Component($"mkdir .git shared; echo x > shared/x; ln -s ../shared src/shared; "
            + $"ln -s {outside.PathOf("secret.txt")} src/secret; ln -s . src/a; ln -s . src/b; mkdir src/c; ln -s .. src/c/up");

        var read = pipeline.Read();

        Assert.Equal(
            [
                "train.yml(4,7): the link 'src/a' to 'SRC' leads to a folder that it lies in, and is left out",
                "train.yml(4,7): the link 'src/b' to 'SRC' leads to a folder that it lies in, and is left out",
                "train.yml(4,7): the link 'src/c/up' to 'SRC' leads to a folder that it lies in, and is left out",
                "train.yml(4,7): the link 'src/secret' to 'OUTSIDE/secret.txt' leads out of the repository, and what lies there "
                    + "is uploaded",
            ],
            read.Warnings.Select(warning => warning.ToString().Replace(pipeline.PathOf("src"), "SRC")
                .Replace(outside.Path, "OUTSIDE")));
        Assert.Equal(["main.py", "secret", "shared/x"],
            CodeSnapshot.Take(pipeline.PathOf("src")).Files.Select(file => file.Path));
    }

    [Theory]
    [InlineData("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b", "", false)]
    [InlineData("**/**a**/**a**/**a**/**a**/**a**/b", "", false)]
    [InlineData("[z-a]", "z", false)]
    [InlineData("[!z-a]", "z", true)]
    [InlineData("[!]", "x", false)]
    [InlineData("[]", "x", false)]
    [InlineData("[a", "[a", true)]
    [InlineData("[!]a-]", "-", false)]
    [InlineData("x\\", "x", false)]
    [InlineData("?.txt", "😀.txt", true)]
    [InlineData("[😀-😂].txt", "😁.txt", true)]
    [InlineData("/**/", "a/b", false)]
    public void No_pattern_takes_long_or_ends_the_command(string pattern, string path, bool isIgnored)
    {
        var watch = Stopwatch.StartNew();

        Assert.Equal(isIgnored, IgnoreFile.Parse(pattern).Ignores(path.Length > 0 ? path : new string('a', 1000)));

        Assert.InRange(watch.ElapsedMilliseconds, 0, 5_000);
    }

    private static TempPipeline Component(string make)
    {
        var pipeline = new TempPipeline();
        pipeline.Write("train.yml", """
            $schema: https://azuremlschemas.azureedge.net/latest/commandComponent.schema.json
            name: train
            version: 1
            code: ./src
            command: python main.py
            environment: azureml:AzureML-sklearn-1.0-ubuntu20.04-py38-cpu@latest

            """).Write("src/main.py", "");
        using var process = Process.Start(new ProcessStartInfo("bash", ["-ec", make]) { WorkingDirectory = pipeline.Path })!;
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return pipeline;
    }
}
