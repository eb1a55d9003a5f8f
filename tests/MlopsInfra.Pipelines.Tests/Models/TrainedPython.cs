namespace MlopsInfra.Pipelines.Tests.Models;

/// <summary>A Python that the sample's steps run under, found as the local cloud finds it.</summary>
internal static class TrainedPython
{
    /// <summary>Skips the test outside of CI, and where there is no such Python.</summary>
    public static async Task RequireAsync()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true",
            "It builds the program in a clone, trains and releases, which takes minutes: set CI=true to run it (.ci/run does).");
        foreach (var candidate in (string[])["/usr/bin/python3", "python3"])
        {
            var probe = await Commands.Shell.RunAsync($"{candidate} -c 'import pandas, sklearn, joblib, yaml, flask'",
                Path.GetTempPath(), new Dictionary<string, string>(), TestContext.Current.CancellationToken);
            if (probe.ExitCode == 0) return;
        }

        Assert.Skip("No python3 with pandas, scikit-learn, PyYAML and Flask here (Debian: apt-get install python3-pandas "
            + "python3-sklearn python3-yaml python3-flask).");
    }
}
