namespace MlopsInfra.PostDeploy.Tests.Steps;

public sealed class StepFailedException(string step, int exitCode, string error)
    : Exception($"{step} ended with {exitCode}: {error}")
{
    public string Step => step;

    public int ExitCode => exitCode;

    public string Error => error;
}
