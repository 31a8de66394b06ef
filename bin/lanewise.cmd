@echo off
rem Runs Lanewise from a source checkout (building it if it was not built yet) or from an unpacked distribution.
setlocal
set "ROOT=%~dp0.."
set "JDK="
for %%d in ("%LANEWISE_JAVA_HOME%" "%ROOT%\runtime" "%JAVA_HOME%" "%JAVA_HOME_25_X64%") do if not defined JDK call :try "%%~d"
for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\jdk-25*" "%ProgramFiles%\Java\jdk-25*" "%ProgramFiles%\Microsoft\jdk-25*" "%ProgramFiles%\Zulu\zulu-25*" "%USERPROFILE%\.jdks\*25*") do if not defined JDK call :try "%%~d"
if not defined JDK (
  echo No JDK 25 or newer was found: install one, or name its directory in LANEWISE_JAVA_HOME. 1>&2
  exit /b 2
)
if exist "%ROOT%\lib" (
  set "JARS=%ROOT%\lib\*"
) else (
  set "JARS=%ROOT%\cli\target\classes;%ROOT%\cli\target\lib\*"
  if not exist "%ROOT%\cli\target\lib\lanewise-core.jar" (
    echo Building Lanewise with the JDK in %JDK%; this happens once. 1>&2
    pushd "%ROOT%"
    set "JAVA_HOME=%JDK%"
    call mvnw.cmd -q -pl cli -am -Dmaven.test.skip=true package 1>&2 || (popd & exit /b 1)
    popd
  )
)
"%JDK%\bin\java" --add-modules jdk.incubator.vector -XX:MaxRAMPercentage=50 "-Dlanewise.plugins=%ROOT%\plugins" %LANEWISE_JAVA_OPTS% -cp "%JARS%" dev.lanewise.cli.Main %*
exit /b %ERRORLEVEL%

:try
if not exist "%~1\bin\java.exe" exit /b
if not exist "%~1\release" exit /b
for /f "tokens=2 delims==." %%v in ('findstr /b JAVA_VERSION= "%~1\release"') do if %%~v geq 25 set "JDK=%~1"
exit /b
